/** What an adapter's operations are held to: that they send and leave out exactly what their outlook declares. */
import { expect } from 'vitest';
import type { Agent, Contact, Conversation, Inbox, Message } from '../../src/domain.ts';
import type {
  ConversationGaps,
  EntityGaps,
  ListOutlook,
  Listing,
  MessageGaps,
  Sent,
} from '../../src/providers/provider.ts';
import { testCall } from '../support/call.ts';

const CONVERSATION: readonly (keyof Conversation)[] = [
  'status',
  'rawStatus',
  'title',
  'inbox',
  'contact',
  'assignee',
  'assigneeVersion',
  'handledBy',
  'unreadCount',
  'lastMessage',
  'lastActivityAt',
  'createdAt',
  'updatedAt',
  'ticket',
  'isRemoved',
  'messages',
  'raw',
];
export const CONTACT: readonly (keyof Contact)[] = [
  'name',
  'email',
  'phone',
  'identifier',
  'isBlocked',
  'conversationCount',
  'createdAt',
  'raw',
];
export const AGENT: readonly (keyof Agent)[] = [
  'kind',
  'name',
  'email',
  'role',
  'availability',
  'rawAvailability',
  'avatarUrl',
  'raw',
];
export const INBOX: readonly (keyof Inbox)[] = [
  'name',
  'channel',
  'rawChannel',
  'isEnabled',
  'greeting',
  'raw',
];

/** Whose fields are exactly those that are declared to be left out. */
export function expectGaps<Entity extends object>(
  rows: readonly (Entity | null | undefined)[],
  fields: readonly (keyof Entity)[],
  { lacks, isCarried }: EntityGaps | (Pick<ConversationGaps, 'lacks'> & { readonly isCarried?: true }),
): void {
  for (const row of rows) {
    if (row == null) continue;
    expect(new Set(fields.filter((field) => row[field] === undefined))).toEqual(lacks);
    if ('nativeId' in row && !('messages' in row)) expect('carrier' in row).toBe(isCarried === true);
  }
}

export function expectConversations(rows: readonly (Conversation | null)[], gaps: ConversationGaps): void {
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    if (row === null) throw new Error('There is no such conversation.');
    expect(new Set(CONVERSATION.filter((field) => row[field] === undefined))).toEqual(gaps.lacks);
    expectGaps([row.contact], CONTACT, gaps.contact);
    expectGaps([row.assignee], AGENT, gaps.assignee);
    expectGaps([row.inbox], INBOX, gaps.inbox);
  }
}

export function expectMessages(rows: readonly Message[], gaps: MessageGaps): void {
  expect(rows.length).toBeGreaterThan(0);
  for (const { author } of rows) {
    expectGaps([author.contact], CONTACT, gaps.contact);
    expectGaps([author.agent], AGENT, gaps.agent);
  }
}

/** What it answers, having sent what is declared and nothing else. */
export async function sending<Value>(
  run: (call: ReturnType<typeof testCall>) => Promise<Value>,
  ...sends: readonly Sent[]
): Promise<Value> {
  const call = testCall();
  const value = await run(call);
  const sent = call.records.map(({ operation, budget }) => ({ operation, budget }));
  expect(new Set(sent)).toEqual(
    new Set(sends.map(({ operation, budget = 'default' }) => ({ operation, budget }))),
  );
  expect(call.records).toHaveLength(sends.length);
  return value;
}

export async function rowsOf<Row>(
  listing: Listing<Row> | undefined,
  outlook: ListOutlook<unknown> | null | undefined,
): Promise<readonly Row[]> {
  if (listing === undefined || outlook == null) throw new Error('There is no such list.');
  const page = await sending((call) => {
    if (listing.walk === 'page') return listing.read(1, 20, call);
    return listing.walk === 'since' ? listing.read(undefined, call) : listing.read(call);
  }, outlook.sends);
  if (listing.walk === 'page') expect(page.total !== undefined).toBe(outlook.tellsTotal);
  return page.rows;
}
