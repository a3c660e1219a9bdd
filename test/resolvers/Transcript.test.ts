import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkForward, type WalkedPage } from '../support/walk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(
    { squirrelstack: { limits: false } },
    { cache: { enabled: false }, limits: { transcriptEntries: 120 } },
  );
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

interface Found {
  readonly transcript: {
    readonly completeness: string;
    readonly entryCount: number;
    readonly endCursor: string | null;
    readonly startedAt: string;
    readonly endedAt: string;
    readonly entries: readonly {
      readonly id: string;
      readonly content: string;
      readonly createdAt: string;
    }[];
    readonly participants: readonly {
      readonly role: string;
      readonly name: string | null;
      readonly contact: { readonly nativeId: string } | null;
      readonly agent: { readonly nativeId: string } | null;
      readonly messageCount: number;
    }[];
    readonly plain: string;
    readonly markdown: string;
    readonly html: string;
    readonly json: string;
  };
}

const transcript = (conversationId: string) =>
  rig.query<Found>(
    `query ($id: ID!) {
      transcript(conversationId: $id) {
        completeness entryCount endCursor startedAt endedAt
        entries { id content createdAt }
        participants { role name contact { nativeId } agent { nativeId } messageCount }
        plain: text markdown: text(format: MARKDOWN) html: text(format: HTML) json: text(format: JSON)
      }
    }`,
    { id: conversationId },
  );

const longThread = () => {
  const [nativeId = 0, thread = []] =
    [...rig.sandbox.xeChat.state.messages].find(([, { length }]) => length > 250) ?? [];
  return { id: globalId('Conversation', 'xe', String(nativeId)), nativeId, thread };
};

test('Ebbot’s own transcript: complete, in one call', async () => {
  const id = globalId('Conversation', 'ebbot', '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e');
  const { data, errors } = await transcript(id);
  expect(errors).toBeUndefined();
  expect(data.transcript).toMatchObject({
    completeness: 'COMPLETE',
    entryCount: 6,
    startedAt: '2024-08-12T09:15:08.000Z',
    endedAt: '2024-08-12T09:15:22.000Z',
    participants: [
      { role: 'BOT', name: null, messageCount: 3 },
      { role: 'CONTACT', messageCount: 1 },
      { role: 'SYSTEM', messageCount: 1 },
      { role: 'AGENT', messageCount: 1 },
    ],
  });
  expect(data.transcript.plain).toContain('[2024-08-12 09:15:08 UTC] Bot (bot): Hey\n');
  expect(rig.calls()).toHaveLength(1);
});

test('a short Xe thread: derived from its messages, complete', async () => {
  const { data, errors } = await transcript(globalId('Conversation', 'xe', '1024'));
  const thread = rig.sandbox.xeChat.state.messages.get(1024) ?? [];
  expect(errors).toBeUndefined();
  expect(data.transcript).toMatchObject({ completeness: 'COMPLETE', entryCount: thread.length });
  expect(data.transcript.entries.map(({ content }) => content)).toEqual(thread.map(({ content }) => content));
  const counted = data.transcript.participants.reduce((sum, { messageCount }) => sum + messageCount, 0);
  expect(counted).toBe(thread.length);
  for (const { role, contact, agent } of data.transcript.participants) {
    expect(role === 'CONTACT' ? contact : agent).not.toBeNull();
  }
});

test('a long one is TRUNCATED, and its endCursor goes on in messages', async () => {
  const { id, thread } = longThread();
  const { data } = await transcript(id);
  expect(data.transcript).toMatchObject({ completeness: 'TRUNCATED', entryCount: 120 });
  const contents = data.transcript.entries.map(({ content }) => content);
  const rest = await walkForward(async (after) => {
    const { data: more } = await rig.query<{ conversation: { messages: WalkedPage<{ content: string }> } }>(
      `query ($id: ID!, $after: String) {
        conversation(id: $id) { messages(first: 100, after: $after) { nodes { content } pageInfo { hasNextPage endCursor } } }
      }`,
      { id, after: after ?? data.transcript.endCursor },
    );
    return more.conversation.messages;
  });
  contents.push(...rest.map(({ content }) => content));
  expect(contents).toEqual(thread.map(({ content }) => content));
});

test('exactly as many entries as fit are complete', async () => {
  const { state } = rig.sandbox.xeChat;
  const { nativeId, thread } = longThread();
  state.messages.set(nativeId, thread.slice(0, 120));
  const { data } = await transcript(globalId('Conversation', 'xe', String(nativeId)));
  state.messages.set(nativeId, thread);
  expect(data.transcript).toMatchObject({ completeness: 'COMPLETE', entryCount: 120 });
});

test('Zaia’s is a PREVIEW, from one call', async () => {
  const chat = [...rig.sandbox.zaia.state.chats.values()].find(({ previews }) => previews.length === 2);
  const { data, errors } = await transcript(globalId('Conversation', 'zaia', chat?.id));
  expect(errors).toBeUndefined();
  expect(data.transcript).toMatchObject({ completeness: 'PREVIEW', entryCount: 2 });
  expect(rig.calls()).toEqual([`GET /api/v1/chats/${chat?.id ?? ''}/details`]);
});

test('SquirrelStack’s is complete, in one call', async () => {
  const { data } = await transcript(globalId('Conversation', 'site', new Secret('demo-visitor-5')));
  const thread = rig.sandbox.squirrelstack.state.conversations.get('demo-visitor-5')?.messages ?? [];
  expect(data.transcript).toMatchObject({ completeness: 'COMPLETE', entryCount: thread.length });
  expect(rig.calls()).toHaveLength(1);
});

test('the files of its messages are there without a further call', async () => {
  const { data } = await transcript(globalId('Conversation', 'site', new Secret('demo-visitor-1')));
  expect(rig.calls()).toHaveLength(1);
  const thread = rig.sandbox.squirrelstack.state.conversations.get('demo-visitor-1')?.messages ?? [];
  const names = thread.flatMap(({ files }) => files.map(({ name }) => name));
  expect(names).not.toEqual([]);
  for (const name of names) expect(data.transcript.plain).toContain(`[file: ${name}]`);
  const lines = JSON.parse(data.transcript.json) as { attachments: { name: string }[] }[];
  expect(lines.flatMap(({ attachments }) => attachments.map(({ name }) => name)).toSorted()).toEqual(
    names.toSorted(),
  );
});

test('every format has every line, and HTML is escaped', async () => {
  const { state } = rig.sandbox.xeChat;
  const thread = state.messages.get(1024) ?? [];
  const evil = { ...thread[0], content: '<script>alert("1 & 2")</script>\n**second** line', private: true };
  state.messages.set(1024, [evil as (typeof thread)[0], ...thread.slice(1)]);
  const { data } = await transcript(globalId('Conversation', 'xe', '1024'));
  state.messages.set(1024, thread);
  const { plain, markdown, html, json } = data.transcript;
  expect(plain).toContain('private note');
  expect(plain).toContain('<script>alert("1 & 2")</script>');
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;<br>');
  expect(markdown).not.toContain('**second**');
  const lines = JSON.parse(json) as { content: string; at: string; author: string; role: string }[];
  expect(lines.map(({ content }) => content)).toEqual(data.transcript.entries.map(({ content }) => content));
  expect(lines.map(({ at }) => at)).toEqual(data.transcript.entries.map(({ createdAt }) => createdAt));
  expect(html.split('<li').length - 1).toBe(thread.length);
});

test.each([
  ['xe', '999999'],
  ['site', 'nobody'],
  ['ebbot', '1723454103.158.nobody'],
  ['zaia', '00000000-0000-4000-8000-000000000000'],
  ['closed-account', '1'],
])('at %s, the transcript of what does not exist is null', async (source, nativeId) => {
  const id = globalId('Conversation', source, source === 'site' ? new Secret(nativeId) : nativeId);
  const { data, errors } = await transcript(id);
  expect(errors).toBeUndefined();
  expect(data).toEqual({ transcript: null });
});

test('an id that is no conversation’s is BAD_USER_INPUT', async () => {
  const { data, errors } = await transcript(globalId('Contact', 'xe', '55'));
  expect(data).toEqual({ transcript: null });
  expect(errors).toMatchObject([{ path: ['transcript'], extensions: { code: 'BAD_USER_INPUT' } }]);
});
