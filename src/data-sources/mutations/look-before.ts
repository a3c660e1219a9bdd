/** Looking at what is there before a write, so that what it adds can be told from it. */
import { GatewayError } from '../../errors.ts';
import type { Context } from '../context.ts';

/** Milliseconds that looking may take, a wait for its budget included: the rest is the write's. */
const LOOK_TIME = 2000;

/** Null where it cannot be read, which is no reason not to write. */
export async function lookBefore<Seen>(
  context: Context,
  look: (context: Context) => Promise<Seen>,
): Promise<Seen | null> {
  const { call, paging } = context;
  const deadline = Math.min(call.deadline, paging.now() + LOOK_TIME);
  try {
    return await look({ ...context, call: { ...call, deadline } });
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}
