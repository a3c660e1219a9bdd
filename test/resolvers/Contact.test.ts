import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkForward } from '../support/walk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const QUERY = `query ($id: ID!, $first: Int, $after: String, $filter: ConversationFilter) {
  contact(id: $id) {
    conversations(first: $first, after: $after, filter: $filter) {
      totalCount isBlocked
      nodes { nativeId contact { nativeId } }
      pageInfo { hasNextPage endCursor }
      sources { source { key } status reason totalCount }
    }
  }
}`;

interface Found {
  readonly contact: {
    readonly conversations: {
      readonly totalCount: number | null;
      readonly nodes: readonly {
        readonly nativeId: string;
        readonly contact: { readonly nativeId: string };
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly sources: readonly object[];
    };
  };
}

/** The owner of most chats, and these, newest first. */
function busiest() {
  const { chats } = rig.sandbox.zaia.state;
  const groups = Map.groupBy(
    [...chats.values()].filter(({ isRemoved }) => !isRemoved),
    ({ ownerId }) => ownerId,
  );
  const [owner = '', owned = []] = [...groups].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return { owner, owned: owned.map(({ id }) => id) };
}

test('at Zaia, by its owner filter, page by page', async () => {
  const { owner, owned } = busiest();
  const id = globalId('Contact', 'zaia', owner);
  const rows = await walkForward(async (after) => {
    const { data, errors } = await rig.query<Found>(QUERY, { id, first: 2, after });
    expect(errors).toBeUndefined();
    return data.contact.conversations;
  });
  const seen = rows.map(({ nativeId }) => nativeId);
  for (const { contact } of rows) expect(contact.nativeId).toBe(owner);
  expect(seen).toHaveLength(owned.length);
  expect(new Set(seen)).toEqual(new Set(owned));
});

test('at Zaia, combined with a filter', async () => {
  const { owner, owned } = busiest();
  const chat = rig.sandbox.zaia.state.chats.get(owned[0] ?? '');
  const ask = async (filter: object) => {
    const { data, errors } = await rig.query<Found>(QUERY, {
      id: globalId('Contact', 'zaia', owner),
      filter,
    });
    expect(errors).toBeUndefined();
    return data.contact.conversations;
  };
  const inInbox = await ask({ inboxIds: [globalId('Inbox', 'zaia', chat?.channelId ?? '')] });
  expect(inInbox.nodes.map(({ nativeId }) => nativeId)).toContain(chat?.id);
  const own = await ask({
    contactIds: [globalId('Contact', 'zaia', owner), globalId('Contact', 'xe', '55')],
  });
  expect(own.nodes).toHaveLength(Math.min(25, owned.length));
  rig.calls();
  const other = await ask({ contactIds: [globalId('Contact', 'zaia', crypto.randomUUID())] });
  expect(other).toMatchObject({ nodes: [], totalCount: 0, sources: [{ status: 'OK', totalCount: 0 }] });
  const elsewhere = await ask({ sources: ['xe'] });
  expect(elsewhere).toMatchObject({ nodes: [], sources: [] });
  const calls = rig.calls();
  // Both contacts were looked up; the list of no contact, and that of another source, are not asked for.
  expect(calls).toHaveLength(2);
  for (const call of calls) expect(call).toMatch(/^GET \/api\/v1\/chats\?.*ownerIds=.*&pageSize=1$/);
});

test.each([
  ['id', ['chats']],
  ['id nativeId source { key } conversations(first: 0) { nodes { id } }', ['chats', 'chats']],
  ['id name email raw', ['chats', 'chats/{id}/details']],
  ['id again: name', ['chats', 'chats/{id}/details']],
])('at Zaia { %s } of a contact is what a chat of theirs tells of them', async (selection, expected) => {
  const { owner } = busiest();
  const ask = () =>
    rig.query<Record<'contact' | 'other', { readonly id: string }>>(
      `query ($id: ID!) { contact(id: $id) { ${selection} } other: contact(id: $id) { id } }`,
      { id: globalId('Contact', 'zaia', owner) },
    );
  // The end of their list is found out once.
  await ask();
  rig.calls();
  const { data, errors } = await ask();
  expect(errors).toBeUndefined();
  expect(data.contact.id).toBe(globalId('Contact', 'zaia', owner));
  const { name = null } = rig.sandbox.zaia.state.owners.get(owner) ?? {};
  if (selection.includes('name')) expect(Object.values(data.contact)).toContain(name);
  expect(
    rig.calls().map((call) =>
      call
        .replace(/\?.*/, '')
        .replace(/^GET \/api\/v1\//, '')
        .replace(/[0-9a-f-]{36}/, '{id}'),
    ),
  ).toEqual(expected);
});

test('at Xe Chat SKIPPED: it has no such parameter', async () => {
  const { data, errors } = await rig.query<Found>(QUERY, { id: globalId('Contact', 'xe', '55') });
  expect(errors).toBeUndefined();
  expect(data.contact.conversations).toEqual({
    totalCount: null,
    isBlocked: false,
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    sources: [
      {
        source: { key: 'xe' },
        status: 'SKIPPED',
        reason: 'Xe Chat cannot filter conversations by contact.',
        totalCount: null,
      },
    ],
  });
});

test('at Ebbot SKIPPED too, from a contact that a list embeds', async () => {
  const { data, errors } = await rig.query(
    `{ conversations(first: 1, filter: { sources: ["ebbot"] }) { nodes { contact { name phone identifier isBlocked conversationCount createdAt
       conversations { nodes { id } sources { status reason } } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    conversations: {
      nodes: [
        {
          contact: {
            conversations: {
              nodes: [],
              sources: [{ status: 'SKIPPED', reason: 'Ebbot cannot filter conversations by contact.' }],
            },
          },
        },
      ],
    },
  });
});

test('its cursors are its own', async () => {
  const { owner } = busiest();
  const { data } = await rig.query<Found>(QUERY, { id: globalId('Contact', 'zaia', owner), first: 1 });
  const after = data.contact.conversations.pageInfo.endCursor;
  const all = await rig.query(
    `query ($after: String, $filter: ConversationFilter) { conversations(after: $after, filter: $filter) { totalCount } }`,
    { after, filter: { contactIds: [globalId('Contact', 'zaia', owner)] } },
  );
  expect(all.errors).toMatchObject([{ path: ['conversations'], extensions: { code: 'BAD_USER_INPUT' } }]);
});
