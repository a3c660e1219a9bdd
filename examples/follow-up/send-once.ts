import type { GraphQLClient } from 'graphql-request';
import { SEND, type Sent } from './operations.ts';
import { untilKnown, type Policy } from './until-known.ts';

export interface Wish {
  readonly conversationId: string;
  readonly content: string;
  /** Names this wish: the same one for every attempt, also after a restart of this script. */
  readonly key: string;
}

/** Sends a message exactly once and gives its id. Throws what is wrong with the wish, or the last error. */
export async function sendOnce(client: GraphQLClient, wish: Wish, policy?: Policy): Promise<string | null> {
  const { sendMessage } = await untilKnown(() => client.request<Sent>(SEND, { ...wish }), policy);
  const [problem] = sendMessage.userErrors;
  if (problem !== undefined) throw new Error(`${problem.code}: ${problem.message}`);
  return sendMessage.message?.id ?? null;
}
