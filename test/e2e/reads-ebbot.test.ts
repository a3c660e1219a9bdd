/** Both endpoints of Ebbot's page with every parameter, reached by queries, in every form that a list may have. */
import { afterEach, expect, test } from 'vitest';
import type { EbbotOptions } from '../../src/sandbox/index.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const CHATS = '/api/chats/company_chats';
const EXAMPLE = '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e';

let rig: Rig;
afterEach(() => rig.close());

async function start(ebbot: EbbotOptions = {}, settings: object = {}): Promise<void> {
  rig = await startRig({ ebbot }, { cache: { enabled: false } }, { ebbot: settings });
}

/** Path and query of each call, all of which presented the key. */
function calls(): string[] {
  const { requests, credential } = rig.sandbox.ebbot;
  for (const { headers } of requests) expect(headers['x-api-key']).toBe(credential);
  return rig.calls();
}

interface Listed {
  readonly conversations: {
    readonly totalCount: number | null;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    readonly nodes: readonly Record<string, unknown>[];
  };
}

const list = (first: number, after: string | null = null) =>
  rig.query<Listed>(
    `query ($first: Int, $after: String) {
      conversations(first: $first, after: $after, filter: { providers: [EBBOT] }) {
        totalCount pageInfo { endCursor hasNextPage }
        nodes {
          nativeId status rawStatus handledBy unreadCount createdAt updatedAt lastActivityAt
          contact { nativeId name email } inbox { id } assignee { id } title ticket { nativeId } isRemoved
        }
      }
    }`,
    { first, after },
  );

test('page and limit', async () => {
  await start();
  const { data } = await list(50);
  await list(40, data.conversations.pageInfo.endCursor);
  const asked = calls();
  expect(asked[0]).toBe(`GET ${CHATS}?page=1&limit=50`);
  expect(asked.slice(1).every((call) => /\?page=\d+&limit=\d+$/.test(call))).toBe(true);
  expect(asked.length).toBeGreaterThan(1);
});

test('at most as many rows as configured are asked for in one call', async () => {
  await start({}, { maxLimit: 20 });
  const { data, errors } = await list(45);
  expect(errors).toBeUndefined();
  expect(data.conversations.nodes).toHaveLength(45);
  for (const call of calls()) expect(Number(/limit=(\d+)/.exec(call)?.[1])).toBeLessThanOrEqual(20);
});

test.each<EbbotOptions>([
  { envelope: 'data' },
  { envelope: 'array', naming: 'camel', idKey: 'chatId' },
  { envelope: 'nested', naming: 'snake', idKey: 'chat_id' },
  { envelope: 'nested', totals: false },
])('a list reads alike in the form %j', async (options) => {
  await start({ ...options, sizes: { chats: 12 } });
  const { data, errors } = await list(5);
  const chats = [...rig.sandbox.ebbot.state.chats.values()].toSorted((a, b) => b.updatedAt - a.updatedAt);
  expect(errors).toBeUndefined();
  expect(data.conversations.nodes).toEqual(
    chats.slice(0, 5).map((chat) => ({
      nativeId: chat.id,
      status: chat.status === 'ongoing' ? 'OPEN' : 'RESOLVED',
      rawStatus: chat.status,
      handledBy: chat.handledBy === 'bot' ? 'AI' : 'HUMAN',
      unreadCount: chat.newMessages,
      createdAt: new Date(chat.createdAt).toISOString(),
      updatedAt: new Date(chat.updatedAt).toISOString(),
      lastActivityAt: new Date(chat.transcript.at(-1)?.at ?? 0).toISOString(),
      contact: {
        nativeId: chat.user.id,
        name: chat.user.info['name'] ?? null,
        email: chat.user.info['email'] ?? null,
      },
      inbox: null,
      assignee: null,
      title: null,
      ticket: null,
      isRemoved: null,
    })),
  );
  const tellsTotal = options.envelope === 'nested' && options.totals !== false;
  expect(data.conversations.totalCount).toBe(tellsTotal ? 12 : null);
});

test.each([EXAMPLE, 'the newest'])('the transcript of %s', async (which) => {
  await start({ sizes: { chats: 8 } });
  const { state } = rig.sandbox.ebbot;
  const chat = state.chats.get(which) ?? [...state.chats.values()][0];
  const { data, errors } = await rig.query<{ conversation: { transcript: { entries: unknown[] } } }>(
    `query ($id: ID!) {
      conversation(id: $id) {
        createdAt lastActivityAt status contact { id }
        transcript {
          completeness entryCount startedAt endedAt endCursor
          entries { nativeId direction content createdAt isPrivate author { role rawRole } }
        }
        messages(first: 2) { totalCount completeness nodes { content } }
        lastMessage { content }
      }
    }`,
    { id: globalId('Conversation', 'ebbot', chat?.id) },
  );
  expect(errors).toBeUndefined();
  const lines = chat?.transcript ?? [];
  expect(data.conversation).toMatchObject({
    createdAt: new Date(chat?.createdAt ?? 0).toISOString(),
    status: null,
    contact: null,
    transcript: { completeness: 'COMPLETE', entryCount: lines.length },
    messages: { totalCount: lines.length, completeness: 'COMPLETE' },
    lastMessage: { content: lines.at(-1)?.text },
  });
  const roles = { user: 'CONTACT', bot: 'BOT', agent: 'AGENT', system: 'SYSTEM' } as Record<string, string>;
  const directions = { CONTACT: 'INBOUND', SYSTEM: 'INTERNAL' } as Record<string, string>;
  expect(data.conversation.transcript.entries).toEqual(
    lines.map(({ at, sender, text }) => ({
      nativeId: null,
      direction: directions[roles[sender] ?? ''] ?? 'OUTBOUND',
      content: text,
      createdAt: new Date(Math.floor(at / 1000) * 1000).toISOString(),
      isPrivate: false,
      author: { role: roles[sender], rawRole: sender },
    })),
  );
  expect(calls()).toEqual([`GET ${CHATS}/${chat?.id ?? ''}/transcript`]);
});

test('a list that clamps its limit in silence is walked to its end', async () => {
  await start({ clamp: 7, sizes: { chats: 33 } });
  const seen: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < 10; page += 1) {
    const { data }: { data: Listed } = await list(10, after);
    seen.push(...data.conversations.nodes.map(({ nativeId }) => nativeId));
    after = data.conversations.pageInfo.endCursor;
    if (!data.conversations.pageInfo.hasNextPage) break;
  }
  expect(seen).toHaveLength(33);
  expect(new Set(seen).size).toBe(33);
});
