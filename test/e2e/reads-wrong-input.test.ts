/** Wrong page arguments and cursors. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const FIELDS = ['conversations', 'contacts', 'agents', 'inboxes'];

interface Page {
  readonly nodes: readonly object[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A page of a root field, or of the messages of a conversation. */
const ask = async (field: string, args: string) => {
  const selection = `{ nodes { id } pageInfo { hasNextPage startCursor endCursor } }`;
  const id = globalId('Conversation', 'xe', '1024');
  const isMessages = field === 'messages';
  const { data, errors, status } = await rig.query<Record<string, Page & { messages: Page }>>(
    isMessages
      ? `{ conversation(id: ${JSON.stringify(id)}) { messages(${args}) ${selection} } }`
      : `{ ${field}(${args}) ${selection} }`,
  );
  const page = isMessages ? data['conversation']?.messages : data[field];
  return { page, errors, status, path: isMessages ? ['conversation', 'messages'] : [field] };
};

const every = [...FIELDS, 'messages'];

async function expectRefused(field: string, args: string): Promise<void> {
  const { page, errors, status, path } = await ask(field, args);
  expect(page, args).toBeNull();
  expect(errors, args).toMatchObject([{ path, extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(status).toBe(200);
}

test.each(every)('%s: sizes that cannot be', async (field) => {
  for (const args of [
    'first: -1',
    'last: -1',
    'first: 101',
    'last: 101',
    'first: 1, last: 1',
    'first: 0, last: 0',
  ]) {
    await expectRefused(field, args);
  }
  expect(rig.calls().filter((call) => !call.includes('conversations/1024'))).toEqual([]);
});

test.each(every)('%s: 0 is an empty page', async (field) => {
  const { page, errors } = await ask(field, 'first: 0');
  expect(errors).toBeUndefined();
  expect(page?.nodes).toEqual([]);
  expect(page?.pageInfo.hasNextPage).toBe(true);
  const next = await ask(field, `first: 1, after: ${JSON.stringify(page?.pageInfo.endCursor)}`);
  expect(next.page?.nodes).toEqual((await ask(field, 'first: 1')).page?.nodes);
});

test.each(every)('%s: 25 when nothing is said, and null as if it were not said', async (field) => {
  const { page } = await ask(field, 'first: null');
  const total = { agents: 10, inboxes: 7, messages: rig.sandbox.xeChat.state.messages.get(1024)?.length }[
    field
  ];
  expect(page?.nodes).toHaveLength(Math.min(25, total ?? 25));
});

test.each(every)('%s: cursors that are none', async (field) => {
  const { page } = await ask(field, 'first: 2');
  const good = page?.pageInfo.endCursor ?? '';
  const [payload = '', signature = ''] = good.split('.');
  const flipped = `${payload.slice(0, -1)}${payload.endsWith('A') ? 'B' : 'A'}`;
  for (const bad of [
    '',
    'x',
    'abc.def',
    payload,
    `.${signature}`,
    `${flipped}.${signature}`,
    `${good}x`,
    ` ${good}`,
  ]) {
    await expectRefused(field, `after: ${JSON.stringify(bad)}`);
    await expectRefused(field, `last: 1, before: ${JSON.stringify(bad)}`);
  }
});

test('a cursor of another field, filter, conversation or since', async () => {
  const cursor = async (field: string, args = 'first: 2') =>
    JSON.stringify((await ask(field, args)).page?.pageInfo.endCursor);
  for (const field of every) {
    for (const other of every.filter((name) => name !== field)) {
      await expectRefused(field, `after: ${await cursor(other)}`);
    }
  }
  const xe = await cursor('conversations', 'first: 2, filter: { sources: ["xe"] }');
  await expectRefused('conversations', `after: ${xe}`);
  await expectRefused('conversations', `after: ${xe}, filter: { sources: ["xe"], status: [OPEN] }`);
  await expectRefused(
    'conversations',
    `after: ${await cursor('conversations')}, filter: { sources: ["xe"] }`,
  );
  await expectRefused('contacts', `after: ${await cursor('contacts')}, filter: { search: "alice" }`);
  await expectRefused('messages', `after: ${await cursor('messages')}, since: "2020-01-01T00:00:00Z"`);
  const other = await rig.query(
    `query ($id: ID!) { conversation(id: $id) { messages(after: ${await cursor('messages')}) { nodes { id } } } }`,
    { id: globalId('Conversation', 'xe', '1025') },
  );
  expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a cursor where no source can have made one', async () => {
  await expectRefused('conversations', 'after: "x", filter: { sources: ["site"] }');
  await expectRefused('agents', 'last: 2, before: "x", filter: { sources: ["zaia"] }');
  await expectRefused('agents', 'first: 200, filter: { sources: ["zaia"] }');
});

test('a cursor of another secret', async () => {
  const other = await startRig({}, { secret: 'another secret of thirty-two bytes, or more' });
  const { data } = await other.query<{ conversations: Page }>(
    `{ conversations(first: 2) { pageInfo { endCursor } } }`,
  );
  await expectRefused('conversations', `after: ${JSON.stringify(data.conversations.pageInfo.endCursor)}`);
  await other.close();
});

test('what is no query at all is refused as a whole', async () => {
  for (const document of [
    '{',
    '{ nothing }',
    '{ conversations(first: "x") { totalCount } }',
    'query ($id: ID!) { node(id: $id) { id } }',
  ]) {
    const { data, errors, status } = await rig.query(document);
    expect(data ?? null, document).toBeNull();
    expect(errors?.[0]?.extensions['code'], document).toBe('BAD_USER_INPUT');
    expect(status, document).toBe(400);
  }
});
