import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutated } from '../support/mutate.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ squirrelstack: { limits: false } }, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

interface Message {
  readonly id: string;
  readonly content: string;
  readonly conversation: { readonly id: string };
}

const FIELDS = 'id content createdAt direction author { role name } conversation { id }';

/** A conversation's messages as its connection gives them. */
async function messagesOf(id: string, first = 100): Promise<Message[]> {
  const { data, errors } = await rig.query<{ conversation: { messages: { nodes: Message[] } } }>(
    `query ($id: ID!, $first: Int) { conversation(id: $id) { messages(first: $first) { nodes { ${FIELDS} } } } }`,
    { id, first },
  );
  expect(errors).toBeUndefined();
  return data.conversation.messages.nodes;
}

/** The same messages by their ids, and the calls that it took. */
async function byId(ids: readonly string[]) {
  rig.calls();
  const { data, errors } = await rig.query<{ nodes: (Message | null)[] }>(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Message { ${FIELDS} } } }`,
    { ids },
  );
  expect(errors).toBeUndefined();
  return { found: data.nodes, calls: rig.calls() };
}

function conversationOf(provider: string): string {
  const { squirrelstack, ebbot, zaia } = rig.sandbox;
  const nativeIds: Record<string, string | Secret | undefined> = {
    xe: '1024',
    site: new Secret('demo-visitor-5'),
    ebbot: [...ebbot.state.chats.keys()][20],
    zaia: [...zaia.state.chats.keys()][0],
  };
  expect(squirrelstack.state.conversations.has('demo-visitor-5')).toBe(true);
  return globalId('Conversation', provider, nativeIds[provider] ?? '');
}

test.each(['xe', 'site', 'ebbot', 'zaia'])(
  'messages of %s are found by id, in one read of the thread',
  async (source) => {
    const conversation = conversationOf(source);
    const messages = await messagesOf(conversation);
    expect(messages.length).toBeGreaterThan(1);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    const { found, calls } = await byId(messages.map(({ id }) => id));
    expect(found).toEqual(messages);
    for (const message of messages) expect(message.conversation.id).toBe(conversation);
    expect(calls).toHaveLength(1);
  },
);

test('one message of a long Xe thread takes few calls, wherever it is', async () => {
  const { messages } = rig.sandbox.xeChat.state;
  const [nativeId, thread = []] = [...messages].find(([, { length }]) => length > 250) ?? [];
  for (const index of [0, 1, 99, 100, 101, 150, 199, 200, thread.length - 1]) {
    const message = thread[index];
    const { found, calls } = await byId([globalId('Message', 'xe', String(nativeId), String(message?.id))]);
    expect(found, `message ${String(index)}`).toMatchObject([{ content: message?.content }]);
    expect(calls.length, `message ${String(index)}`).toBeLessThanOrEqual(3);
  }
});

test('all messages of a long Xe thread at once cost its pages', async () => {
  const { messages } = rig.sandbox.xeChat.state;
  const [nativeId, thread = []] = [...messages].find(([, { length }]) => length > 250) ?? [];
  const sample = thread.filter((_, index) => index % 4 === 0);
  const { found, calls } = await byId(
    sample.map(({ id }) => globalId('Message', 'xe', String(nativeId), String(id))),
  );
  expect(found.map((message) => message?.content)).toEqual(sample.map(({ content }) => content));
  expect(calls.length).toBeLessThanOrEqual(4);
});

/** A conversation at Xe with messages of these ids, oldest first, that were told at a stroke. */
function threadOf(ids: readonly number[]): { readonly nativeId: number; readonly ids: readonly string[] } {
  const { state } = rig.sandbox.xeChat;
  const sample = state.conversations.get(1024);
  const [written] = state.messages.get(1024) ?? [];
  if (sample === undefined || written === undefined) throw new Error('The sandbox has no conversation.');
  const conversation = state.addConversation({ ...sample, id: 900_000 + state.conversations.size });
  const rows = ids.map((id) => ({ ...written, id, content: `Text of ${String(id)}` }));
  state.messages.set(conversation.id, rows);
  onTestFinished(() => {
    state.conversations.delete(conversation.id);
  });
  const nativeId = String(conversation.id);
  return {
    nativeId: conversation.id,
    ids: ids.map((id) => globalId('Message', 'xe', nativeId, String(id))),
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => 9_000_000 + index);

test('messages whose ids do not ascend are found in the page that has them', async () => {
  const { ids } = threadOf([50, 7, 99, 3]);
  const { found, calls } = await byId(ids);
  expect(found.map((message) => message?.content)).toEqual([
    'Text of 50',
    'Text of 7',
    'Text of 99',
    'Text of 3',
  ]);
  expect(calls).toHaveLength(1);
});

test.each([
  ['newest first', numbers(450).toReversed()],
  ['without any order', numbers(450).toSorted((a, b) => ((a * 7919) % 457) - ((b * 7919) % 457))],
  ['with what was imported later in front', [...numbers(450).slice(250), ...numbers(250)]],
])('messages that a long thread has %s are found', async (_, order) => {
  const { ids } = threadOf(order);
  for (const index of [0, 99, 100, 250, 320, 449]) {
    const { found, calls } = await byId([ids[index] ?? '']);
    expect(found, `message ${String(index)}`).toMatchObject([{ id: ids[index] }]);
    expect(calls.length, `message ${String(index)}`).toBeLessThanOrEqual(5);
  }
});

test('a message that is replayed is found where ids do not ascend', async () => {
  const { nativeId } = threadOf([9_000_050, 9_000_007]);
  const input = {
    conversationId: globalId('Conversation', 'xe', String(nativeId)),
    content: 'Hello again',
    idempotencyKey: crypto.randomUUID(),
  };
  const send = () => mutated<{ message: unknown }>(rig.query, 'sendMessage', input, 'message { id content }');
  const { message } = await send();
  expect(message).toMatchObject({ content: 'Hello again' });
  expect(await send()).toMatchObject({ message });
});

test('where ids do not ascend, a message behind the first thousand is not told as missing', async () => {
  const { ids, nativeId } = threadOf(numbers(1_100).toReversed());
  const read = (id: string) =>
    rig.query('query ($id: ID!) { node(id: $id) { ... on Message { content } } }', { id });
  expect(await read(ids[999] ?? '')).toMatchObject({ data: { node: { content: 'Text of 9000100' } } });
  rig.calls();
  const { data, errors } = await read(ids[1050] ?? '');
  expect(data).toEqual({ node: null });
  expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'UNSUPPORTED', source: 'xe' } }]);
  expect(errors?.[0]?.message).toContain('its first 1000');
  expect(rig.calls()).toHaveLength(10);
  const missing = await read(globalId('Message', 'xe', String(nativeId), '7'));
  expect(missing.errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED' } }]);
});

test('a message that an ascending thread of any length does not have is null', async () => {
  const { nativeId } = threadOf(numbers(1_100).map((id) => 2 * id));
  for (const id of [7, 18_000_101, 18_002_001, 99_000_000]) {
    const { found } = await byId([globalId('Message', 'xe', String(nativeId), String(id))]);
    expect(found).toEqual([null]);
  }
});

test.each([
  ['xe', '1024', '1'],
  ['xe', '1024', '99999999'],
  ['xe', '1024', 'first'],
  ['xe', '1024', ''],
  ['xe', '999999', '2001'],
  ['ebbot', '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e', '7'],
  ['ebbot', '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e', '0'],
  ['ebbot', '1723454103.158.nobody', '1'],
  ['site', 'demo-visitor-1', 'x'],
  ['site', 'nobody', 'x'],
  ['zaia', '00000000-0000-4000-8000-000000000000', 'x'],
  ['zaia', 'x', 'x'],
])('at %s, conversation %s has no message %j', async (source, conversation, key) => {
  const nativeId = source === 'site' ? new Secret(conversation) : conversation;
  const { found } = await byId([globalId('Message', source, nativeId, key)]);
  expect(found).toEqual([null]);
});

test('a message leads on to its conversation, and that to everything else', async () => {
  const [message] = await messagesOf(conversationOf('xe'));
  const { data, errors } = await rig.query(
    `query ($id: ID!) {
      node(id: $id) {
        ... on Message {
          nativeId isPrivate attachments { id }
          author { role contact { nativeId email } agent { id } }
          conversation { rawStatus contact { email } messages(last: 1) { totalCount } lastMessage { content } }
        }
      }
    }`,
    { id: message?.id },
  );
  const thread = rig.sandbox.xeChat.state.messages.get(1024) ?? [];
  const row = rig.sandbox.xeChat.state.conversations.get(1024);
  const contact = rig.sandbox.xeChat.state.contacts.get(row?.contactId ?? 0);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    node: {
      nativeId: String(thread[0]?.id),
      isPrivate: false,
      attachments: [],
      author: {
        role: 'CONTACT',
        contact: { nativeId: String(contact?.id), email: contact?.email },
        agent: null,
      },
      conversation: {
        rawStatus: row?.status,
        contact: { email: contact?.email },
        messages: { totalCount: thread.length },
        lastMessage: { content: thread.at(-1)?.content },
      },
    },
  });
});
