/** Walks of whole lists, in pages of any size, from either end: each row once, in one order. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkBackward, walkForward, type WalkedPage } from '../support/walk.ts';

const ROWS = 137;
/** Small, at and around the providers' limits; test/pagination has every size. */
const SIZES = [9, 25, 49, 50, 51, 69, 100];

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    xeChat: { sizes: { conversations: ROWS, contacts: ROWS } },
    zaia: { sizes: { chats: ROWS }, listRemoved: true },
    ebbot: { sizes: { chats: ROWS }, envelope: 'nested' },
    squirrelstack: { limits: false },
  });
});
afterAll(() => rig.close());

interface Row {
  readonly id: string;
}

const PAGE = 'nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** Reads pages of a root field. */
function reader(field: string, filter: object, direction: 'forward' | 'backward', size: number) {
  const [count, cursor] = direction === 'forward' ? ['first', 'after'] : ['last', 'before'];
  const type = `${field === 'contacts' ? 'Contact' : 'Conversation'}Filter`;
  return async (at: string | null): Promise<WalkedPage<Row>> => {
    const { data, errors } = await rig.query<Record<string, WalkedPage<Row>>>(
      `query ($size: Int, $cursor: String, $filter: ${type}) {
        ${field}(${count}: $size, ${cursor}: $cursor, filter: $filter) { ${PAGE} }
      }`,
      { size, cursor: at, filter },
    );
    expect(errors).toBeUndefined();
    const page = data[field];
    if (page === undefined) throw new Error('The answer has no page.');
    expect(page.nodes.length).toBeLessThanOrEqual(size);
    return page;
  };
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

test.each([
  ['conversations', { sources: ['xe'] }],
  ['conversations', { sources: ['zaia'] }],
  ['conversations', { sources: ['ebbot'] }],
  ['contacts', { sources: ['xe'] }],
])('%s of %j', async (field, filter) => {
  const whole = idsOf(await walkForward(reader(field, filter, 'forward', 100)));
  expect(whole).toHaveLength(ROWS);
  expect(new Set(whole).size).toBe(ROWS);
  const hasTotal = filter.sources[0] !== 'zaia';
  for (const size of SIZES) {
    expect(
      idsOf(await walkForward(reader(field, filter, 'forward', size))),
      `first: ${String(size)}`,
    ).toEqual(whole);
    if (!hasTotal) continue;
    expect(
      idsOf(await walkBackward(reader(field, filter, 'backward', size))),
      `last: ${String(size)}`,
    ).toEqual(whole);
  }
});

test('one by one', async () => {
  const filter = { sources: ['xe'] };
  const whole = idsOf(await walkForward(reader('conversations', filter, 'forward', 100)));
  expect(idsOf(await walkForward(reader('conversations', filter, 'forward', 1)))).toEqual(whole);
});

test('three sources merged: the same order whatever the size, back from anywhere', async () => {
  const whole = idsOf(await walkForward(reader('conversations', {}, 'forward', 100)));
  expect(new Set(whole).size).toBe(3 * ROWS);
  expect(whole).toHaveLength(3 * ROWS);
  for (const size of [25, 60]) {
    expect(idsOf(await walkForward(reader('conversations', {}, 'forward', size)))).toEqual(whole);
  }
  // Zaia reports no total: backward from the last page's cursor.
  const pages: WalkedPage<Row>[] = [];
  const read = reader('conversations', {}, 'forward', 50);
  await walkForward(async (cursor) => {
    const page = await read(cursor);
    pages.push(page);
    return page;
  });
  const last = pages.at(-1);
  const back = reader('conversations', {}, 'backward', 41);
  const start = last?.pageInfo.startCursor ?? null;
  const before = await walkBackward((cursor) => back(cursor ?? start));
  expect([...idsOf(before), ...idsOf(last?.nodes ?? [])]).toEqual(whole);
});

test.each(['newest-first', 'oldest-first', 'unsorted'] as const)('a list sorted %s', async (order) => {
  const { settings } = rig.sandbox.xeChat;
  const own = await startRig({
    xeChat: { sizes: { conversations: 60 }, order },
    zaia: { sizes: { chats: 40 } },
  });
  const read = (size: number) => async (cursor: string | null) => {
    const { data } = await own.query<{ conversations: WalkedPage<Row> }>(
      `query ($size: Int, $cursor: String) {
        conversations(first: $size, after: $cursor, filter: { sources: ["xe", "zaia"] }) { ${PAGE} }
      }`,
      { size, cursor },
    );
    return data.conversations;
  };
  const whole = idsOf(await walkForward(read(100)));
  expect(new Set(whole).size).toBe(whole.length);
  expect(whole).toHaveLength(100);
  for (const size of [9, 25]) expect(idsOf(await walkForward(read(size)))).toEqual(whole);
  expect(settings.order).toBe('newest-first');
  await own.close();
});

test.each(['xe', 'site', 'ebbot'])('messages of %s, both ways', async (source) => {
  const { state } = rig.sandbox.xeChat;
  const [long] = [...state.messages].find(([, { length }]) => length > 250) ?? [];
  const longest = [...rig.sandbox.ebbot.state.chats.values()].toSorted(
    (a, b) => b.transcript.length - a.transcript.length,
  )[0];
  const nativeId = { xe: String(long), site: 'demo-visitor-5', ebbot: longest?.id ?? '' }[source] ?? '';
  const type = 'CONVERSATION';
  const read = (direction: 'forward' | 'backward', size: number) => async (cursor: string | null) => {
    const [count, at] = direction === 'forward' ? ['first', 'after'] : ['last', 'before'];
    const { data, errors } = await rig.query<{ nodeByNativeId: { messages: WalkedPage<Row> } }>(
      `query ($source: String!, $type: NodeType!, $nativeId: String!, $size: Int, $cursor: String) {
        nodeByNativeId(source: $source, type: $type, nativeId: $nativeId) {
          ... on Conversation { messages(${count}: $size, ${at}: $cursor) { ${PAGE} } }
        }
      }`,
      { source, type, nativeId, size, cursor },
    );
    expect(errors).toBeUndefined();
    return data.nodeByNativeId.messages;
  };
  const whole = idsOf(await walkForward(read('forward', 100)));
  expect(whole.length).toBeGreaterThan(30);
  expect(new Set(whole).size).toBe(whole.length);
  for (const size of [25, 64]) {
    expect(idsOf(await walkForward(read('forward', size)))).toEqual(whole);
    expect(idsOf(await walkBackward(read('backward', size)))).toEqual(whole);
  }
});

test('last without before at a source without totals is SKIPPED with the reason; the others answer', async () => {
  const { data, errors } = await rig.query<{ conversations: { nodes: Row[]; sources: object[] } }>(
    `{ conversations(last: 5, filter: { sources: ["xe", "zaia"] }) { nodes { id source { key } } sources { source { key } status reason } pageInfo { hasNextPage hasPreviousPage } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.conversations).toMatchObject({
    nodes: Array.from({ length: 5 }, () => ({ source: { key: 'xe' } })),
    sources: [
      { source: { key: 'xe' }, status: 'OK' },
      { source: { key: 'zaia' }, status: 'SKIPPED', reason: expect.stringContaining('total') as string },
    ],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
});

test('the last messages of a long Xe thread cost at most two calls', async () => {
  const own = await startRig({}, { cache: { enabled: false } });
  const [long, thread = []] =
    [...own.sandbox.xeChat.state.messages].find(([, { length }]) => length > 250) ?? [];
  const { data } = await own.query<{
    node: { messages: { totalCount: number; nodes: { content: string }[] } };
  }>(
    `query ($id: ID!) { node(id: $id) { ... on Conversation { messages(last: 10) { totalCount nodes { content } } } } }`,
    { id: globalId('Conversation', 'xe', String(long)) },
  );
  expect(data.node.messages.nodes.map(({ content }) => content)).toEqual(
    thread.slice(-10).map(({ content }) => content),
  );
  expect(data.node.messages.totalCount).toBe(thread.length);
  expect(own.calls().filter((call) => call.includes('/messages')).length).toBeLessThanOrEqual(2);
  await own.close();
});
