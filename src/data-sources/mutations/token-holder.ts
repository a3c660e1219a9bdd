/** Who began the conversation that a visitor token names: its provider takes a token once, whoever sends it. */
import type { Secret } from '../../secret.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { openingMessages } from './opening-messages.ts';
import { isSince, wasBefore } from './since.ts';

/** What an attempt sent to begin it. */
export interface Sent {
  readonly token: Secret;
  readonly content: string;
  /** Nobody else can have sent the token. */
  readonly isMade: boolean;
  /** The first attempt. */
  readonly began: Date;
}

/** `SELF`: one of the attempts. `OTHER`: somebody before them. `UNKNOWN`: nothing is shown of it, or nothing that tells. */
export type Holder = 'SELF' | 'OTHER' | 'UNKNOWN';

export async function holderOf(
  context: Context,
  { key: source }: DataSource,
  { token, content, isMade, began }: Sent,
): Promise<Holder> {
  const shown = await openingMessages(context, { source, nativeId: token });
  const opening = shown.find(({ direction }) => direction === 'INBOUND');
  if (opening === undefined) return 'UNKNOWN';
  const { createdAt } = opening;
  if (opening.content === content) {
    if (isMade || isSince(createdAt, began)) return 'SELF';
    return wasBefore(createdAt, began) ? 'OTHER' : 'UNKNOWN';
  }
  // Other words are an attempt's own only where the provider changed them.
  return createdAt === null || isSince(createdAt, began) ? 'UNKNOWN' : 'OTHER';
}
