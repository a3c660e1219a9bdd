import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkBackward, walkForward, type WalkedPage } from '../support/walk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

interface Row {
  readonly content: string;
  readonly createdAt: string;
}
type Page = WalkedPage<Row> & { readonly totalCount: number | null; readonly completeness: string };

async function messages(id: string, args: Readonly<Record<string, unknown>>): Promise<Page> {
  const { data, errors } = await rig.query<{ conversation: { messages: Page } }>(
    `query ($id: ID!, $first: Int, $last: Int, $after: String, $before: String, $since: DateTime) {
      conversation(id: $id) {
        messages(first: $first, last: $last, after: $after, before: $before, since: $since) {
          totalCount completeness nodes { content createdAt }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`,
    { id, ...args },
  );
  expect(errors).toBeUndefined();
  return data.conversation.messages;
}

/** A long thread of each provider that gives all messages: its conversation's id, and its moments and texts. */
function thread(source: string): { id: string; rows: Row[] } {
  const { xeChat, squirrelstack, ebbot } = rig.sandbox;
  const second = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString();
  if (source === 'xe') {
    const [nativeId, rows = []] = [...xeChat.state.messages].find(([, { length }]) => length > 250) ?? [];
    return {
      id: globalId('Conversation', 'xe', String(nativeId)),
      rows: rows.map(({ content, createdAt }) => ({ content, createdAt: second(createdAt) })),
    };
  }
  if (source === 'site') {
    const rows = squirrelstack.state.conversations.get('demo-visitor-5')?.messages ?? [];
    return {
      id: globalId('Conversation', 'site', new Secret('demo-visitor-5')),
      rows: rows.map(({ body, timestamp }) => ({ content: body, createdAt: second(timestamp) })),
    };
  }
  const [chat] = [...ebbot.state.chats.values()].toSorted(
    (a, b) => b.transcript.length - a.transcript.length,
  );
  return {
    id: globalId('Conversation', 'ebbot', chat?.id),
    rows: (chat?.transcript ?? []).map(({ text, at }) => ({ content: text, createdAt: second(at) })),
  };
}

const SOURCES = ['xe', 'site', 'ebbot'];

test.each(SOURCES)('%s: messages since a moment, itself included, to the end and back', async (source) => {
  const { id, rows } = thread(source);
  for (const index of [0, 1, Math.floor(rows.length / 2), rows.length - 1]) {
    const since = rows[index]?.createdAt ?? '';
    const expected = rows.filter(({ createdAt }) => createdAt >= since);
    const forward = await walkForward((after) => messages(id, { first: 40, after, since }));
    expect(forward, `from ${String(index)}`).toEqual(expected);
    const backward = await walkBackward((before) => messages(id, { last: 40, before, since }));
    expect(backward, `from ${String(index)}, backward`).toEqual(expected);
    expect((await messages(id, { first: 1, since })).totalCount).toBe(expected.length);
  }
});

test.each(SOURCES)('%s: messages since before the first and after the last', async (source) => {
  const { id, rows } = thread(source);
  const all = await messages(id, { first: 5, since: '2000-01-01T00:00:00Z' });
  expect(all).toMatchObject({ nodes: rows.slice(0, 5), totalCount: rows.length });
  expect(all.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const none = await messages(id, { first: 5, since: '2099-01-01T00:00:00Z' });
  expect(none).toMatchObject({ nodes: [], totalCount: 0 });
  expect(none.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
});

test('at Xe Chat the place of a moment is found by bisecting', async () => {
  const { id, rows } = thread('xe');
  for (const index of [50, 130, 240]) {
    rig.calls();
    await messages(id, { first: 10, since: rows[index]?.createdAt });
    expect(rig.calls().filter((call) => call.includes('/messages')).length).toBeLessThanOrEqual(3);
  }
});

test('Zaia’s previews, since and paged', async () => {
  const chat = [...rig.sandbox.zaia.state.chats.values()].find(({ previews }) => previews.length === 2);
  const [one, two] = chat?.previews ?? [];
  const id = globalId('Conversation', 'zaia', chat?.id);
  const contents = (page: Page) => page.nodes.map(({ content }) => content);
  expect(contents(await messages(id, {}))).toEqual([one?.content, two?.content]);
  const first = await messages(id, { first: 1 });
  expect(contents(first)).toEqual([one?.content]);
  expect(first).toMatchObject({ completeness: 'PREVIEW', totalCount: null, pageInfo: { hasNextPage: true } });
  expect(contents(await messages(id, { first: 1, after: first.pageInfo.endCursor }))).toEqual([two?.content]);
  const since = new Date(two?.createdAt ?? 0).toISOString();
  if (one?.createdAt !== two?.createdAt)
    expect(contents(await messages(id, { since }))).toEqual([two?.content]);
});

test('a list row without messages of its own', async () => {
  const empty = [...rig.sandbox.zaia.state.chats.values()].find(({ previews }) => previews.length === 0);
  const { data, errors } = await rig.query(
    `query ($id: ID!) {
      conversation(id: $id) {
        lastActivityAt lastMessage { id } messages { nodes { id } pageInfo { hasNextPage endCursor } }
        transcript { entryCount startedAt endedAt endCursor participants { name } text }
      }
    }`,
    { id: globalId('Conversation', 'zaia', empty?.id) },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    conversation: {
      lastActivityAt: null,
      lastMessage: null,
      messages: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      transcript: {
        entryCount: 0,
        startedAt: null,
        endedAt: null,
        endCursor: null,
        participants: [],
        text: '',
      },
    },
  });
});

test.each(['xe', 'site', 'ebbot'])(
  'assigneeVersionId at %s is UNSUPPORTED: agents have no versions there',
  async (source) => {
    const { data, errors } = await rig.query(
      `query ($id: ID!) { conversation(id: $id, assigneeVersionId: "00000000-0000-4000-8000-000000000000") { id } }`,
      { id: thread(source).id },
    );
    expect(data).toEqual({ conversation: null });
    expect(errors).toMatchObject([{ path: ['conversation'], extensions: { code: 'UNSUPPORTED', source } }]);
  },
);

test('a conversation under two versions of its assignee, side by side', async () => {
  const chat = [...rig.sandbox.zaia.state.chats.values()].find(({ responders }) => responders.length === 2);
  const [old, current] = chat?.responders ?? [];
  const { data, errors } = await rig.query(
    `query ($id: ID!, $old: String) {
      then: conversation(id: $id, assigneeVersionId: $old) { assigneeVersion { nativeId } assignee { name } contact { name } ticket { status } }
      now: conversation(id: $id) { assigneeVersion { nativeId } title }
    }`,
    { id: globalId('Conversation', 'zaia', chat?.id), old: old?.versionId },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    then: { assigneeVersion: { nativeId: old?.versionId } },
    now: { assigneeVersion: { nativeId: current?.versionId } },
  });
});

test('lastMessage and messages of what a list shows agree', async () => {
  const { data, errors } = await rig.query<{
    conversations: {
      nodes: { lastActivityAt: string; lastMessage: Row | null; messages: WalkedPage<Row> }[];
    };
  }>(`{
    conversations(first: 20) {
      nodes {
        lastActivityAt
        lastMessage { content createdAt }
        messages(last: 1) { nodes { content createdAt } pageInfo { hasNextPage hasPreviousPage } }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  for (const { lastMessage, messages } of data.conversations.nodes) {
    expect(messages.nodes).toEqual(lastMessage === null ? [] : [lastMessage]);
    expect(messages.pageInfo.hasNextPage).toBe(false);
  }
});
