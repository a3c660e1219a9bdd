/** Every GET endpoint of SquirrelStack's page but the file download, with every parameter, reached by queries. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const ORIGIN = 'https://shop.example';
const TOKEN = 'demo-visitor-5';
const MESSAGES = `/api/v1/chat/conversations/${TOKEN}/messages`;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig(
    { squirrelstack: { limits: false, allowedOrigins: [ORIGIN], messageIds: true } },
    { cache: { enabled: false } },
    { site: { origin: ORIGIN } },
  );
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

interface Found {
  readonly nodeByNativeId: {
    readonly messages: { readonly totalCount: number; readonly nodes: readonly { createdAt: string }[] };
  };
}

/** Path and query of each call, all of which presented the site key and the origin. */
function calls(): string[] {
  const { requests, credential } = rig.sandbox.squirrelstack;
  for (const { headers } of requests) {
    expect(headers).toMatchObject({ 'x-api-key': credential, origin: ORIGIN });
  }
  return rig.calls();
}

function messagesSince(since: string | null) {
  return rig.query<Found>(
    `query ($token: String!, $since: DateTime) {
      nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) {
        ... on Conversation { messages(first: 100, since: $since) { totalCount nodes { createdAt } } }
      }
    }`,
    { token: TOKEN, since },
  );
}

test('the widget’s configuration is the one inbox', async () => {
  const { data, errors } = await rig.query(
    `{ inboxes(filter: { sources: ["site"] }) { totalCount nodes { nativeId channel greeting name } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    inboxes: {
      totalCount: 1,
      nodes: [
        {
          nativeId: 'widget',
          channel: 'LIVE_CHAT',
          greeting: 'Hi there! How can we help?',
          name: null,
        },
      ],
    },
  });
  expect(calls()).toEqual(['GET /api/v1/chat/config']);
});

test('a conversation is its messages: one call, whatever is asked of it', async () => {
  const { data, errors } = await rig.query<{ nodeByNativeId: unknown }>(
    `query ($token: String!) {
      nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) {
        ... on Conversation {
          nativeId status title handledBy unreadCount updatedAt ticket { nativeId } isRemoved contact { id } assignee { id }
          createdAt lastActivityAt lastMessage { content }
          inbox { nativeId channel }
          messages(first: 2) { totalCount completeness nodes { content author { role name } direction } }
          transcript { entryCount completeness startedAt endedAt }
        }
      }
    }`,
    { token: TOKEN },
  );
  const thread = rig.sandbox.squirrelstack.state.conversations.get(TOKEN)?.messages ?? [];
  expect(errors).toBeUndefined();
  expect(data.nodeByNativeId).toMatchObject({
    nativeId: null,
    status: null,
    createdAt: second(thread[0]?.timestamp),
    lastActivityAt: second(thread.at(-1)?.timestamp),
    lastMessage: { content: thread.at(-1)?.body },
    inbox: { nativeId: 'widget', channel: 'LIVE_CHAT' },
    messages: { totalCount: thread.length, completeness: 'COMPLETE' },
    transcript: { entryCount: thread.length, completeness: 'COMPLETE' },
  });
  expect(calls()).toEqual([`GET ${MESSAGES}`]);
});

test.each([3, 20])(
  'messages since the %ith, itself included, are told by those that prove the conversation',
  async (index) => {
    const thread = rig.sandbox.squirrelstack.state.conversations.get(TOKEN)?.messages ?? [];
    const since = second(thread[index]?.timestamp);
    const { data } = await messagesSince(since);
    const expected = thread.map(({ timestamp }) => second(timestamp)).filter((at) => at >= since);
    expect(data.nodeByNativeId.messages.nodes.map(({ createdAt }) => createdAt)).toEqual(expected);
    expect(data.nodeByNativeId.messages.totalCount).toBe(expected.length);
    expect(calls()).toEqual([`GET ${MESSAGES}`]);
  },
);

test('messages since a moment after the last are none', async () => {
  const { data } = await messagesSince('2099-01-01T00:00:00+01:00');
  expect(data.nodeByNativeId.messages).toEqual({ totalCount: 0, nodes: [] });
  expect(calls()).toEqual([`GET ${MESSAGES}`]);
});

test('messages since a moment, of a conversation that a write has just shown', async () => {
  const { data, errors } = await rig.query(
    `mutation ($input: SendMessageInput!, $since: DateTime) {
      sendMessage(input: $input) { conversation { messages(since: $since) { nodes { content } } } }
    }`,
    {
      input: { conversationId: globalId('Conversation', 'site', new Secret(TOKEN)), content: 'Just now.' },
      since: '2099-01-01T00:00:00+01:00',
    },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ sendMessage: { conversation: { messages: { nodes: [] } } } });
  // The API may take "after" as strict, so that it is asked from a moment earlier on.
  expect(calls()).toEqual([`POST ${MESSAGES}`, `GET ${MESSAGES}?since=2098-12-31T22%3A59%3A59.999Z`]);
});

function second(milliseconds: number | undefined): string {
  return new Date(Math.floor((milliseconds ?? 0) / 1000) * 1000).toISOString();
}
