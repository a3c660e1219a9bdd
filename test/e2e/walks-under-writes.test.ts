import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { walkForward, type WalkedPage } from '../support/walk.ts';

interface Row {
  readonly id: string;
  readonly lastActivityAt: string | null;
  readonly source: { readonly key: string };
}

let rig: Rig;
let inboxId: string;
let contactId: string;
beforeAll(async () => {
  rig = await startRig({ zaia: { sizes: { chats: 340 } } });
  const { data } = await rig.query<Record<'inboxes' | 'contacts', { nodes: { id: string }[] }>>(`{
    inboxes(first: 1, filter: { sources: ["xe"] }) { nodes { id } }
    contacts(first: 1, filter: { sources: ["xe"] }) { nodes { id } }
  }`);
  [inboxId = '', contactId = ''] = [data.inboxes, data.contacts].map(({ nodes }) => nodes[0]?.id ?? '');
});
afterAll(() => rig.close());

async function page(args: string, variables: Readonly<Record<string, unknown>>): Promise<WalkedPage<Row>> {
  const { data, errors } = await rig.query<{ conversations: WalkedPage<Row> & { sources: object[] } }>(
    `query ($size: Int, $cursor: String) {
      conversations(${args}, filter: { sources: ["xe", "ebbot", "zaia"] }) {
        nodes { id lastActivityAt source { key } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        sources { status drifted }
      }
    }`,
    variables,
  );
  expect(errors).toBeUndefined();
  expect(data.conversations.sources).toEqual(Array(3).fill({ status: 'OK', drifted: false }));
  return data.conversations;
}

const forward = (size: number) => (cursor: string | null) =>
  page('first: $size, after: $cursor', { size, cursor });

/** A new conversation, and a message that brings an old one to the top. */
async function write(old: Row | undefined): Promise<void> {
  const { data, errors } = await rig.query(
    `mutation ($inboxId: ID!, $contactId: ID!, $old: ID!, $sends: Boolean!) {
      createConversation(input: { source: "xe", inboxId: $inboxId, contactId: $contactId }) { userErrors { message } }
      sendMessage(input: { conversationId: $old, content: "Still there?" }) @include(if: $sends) { userErrors { message } }
    }`,
    { inboxId, contactId, old: old?.id ?? '', sends: old !== undefined },
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain('message');
}

const known = ({ id, lastActivityAt }: Row) => `${id} ${String(lastActivityAt)}`;

/** Rows that were the same before and after, each of which a walk in between has to show once. */
function unchanged(before: readonly Row[], after: readonly Row[]): string[] {
  const later = new Set(after.map(known));
  return before.map(known).filter((row) => later.has(row));
}

test.each([7, 25, 100])('while a writer writes, first: %d shows every row that stays once', async (size) => {
  const before = await walkForward(forward(100));
  expect(before.length).toBeGreaterThan(900);
  const olds = before.filter(({ source }) => source.key === 'xe').reverse();
  let step = 0;
  const walked = await walkForward(async (cursor) => {
    if (step > 0 && step <= 25) await write(step % 2 === 0 ? olds[step * 7] : undefined);
    step += 1;
    return forward(size)(cursor);
  });
  const seen = walked.map(known);
  const stayed = new Set(unchanged(before, await walkForward(forward(100))));
  expect(seen.filter((row) => stayed.has(row)).toSorted()).toEqual([...stayed].toSorted());
  expect(new Set(seen).size).toBe(seen.length);
});

test.each([7, 25, 100])('and last: %d does so on the way back', async (size) => {
  const before = await walkForward(forward(100));
  const olds = before.filter(({ source }) => source.key === 'xe').reverse();
  let cursor: string | null = null;
  for (let next = true; next;) {
    const { pageInfo } = await forward(100)(cursor);
    cursor = pageInfo.endCursor;
    next = pageInfo.hasNextPage;
  }
  const seen = before.slice(-1).map(known);
  for (let step = 1, more = true; more; step += 1) {
    if (step <= 25) await write(step % 2 === 0 ? olds[step * 7 + 3] : undefined);
    const { nodes, pageInfo } = await page('last: $size, before: $cursor', { size, cursor });
    seen.push(...nodes.map(known));
    cursor = pageInfo.startCursor ?? null;
    more = pageInfo.hasPreviousPage === true;
  }
  const stayed = new Set(unchanged(before, await walkForward(forward(100))));
  expect(seen.filter((row) => stayed.has(row)).toSorted()).toEqual([...stayed].toSorted());
  expect(new Set(seen).size).toBe(seen.length);
});
