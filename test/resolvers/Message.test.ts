import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

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
