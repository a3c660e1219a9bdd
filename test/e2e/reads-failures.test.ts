/** A source that fails, in every way, leaves the others' data: its slice or a coded error says why, and nothing leaks. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultSwitch, FAULTS, type FaultName, type FaultSwitch } from '../support/faults.ts';
import { startRig, type Answer, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkForward } from '../support/walk.ts';

let ebbot: FaultSwitch;
let xe: FaultSwitch;
let rig: Rig;
// A gateway of its own for every test: it remembers what failed.
beforeEach(async () => {
  ebbot = faultSwitch();
  xe = faultSwitch();
  rig = await startRig(
    {
      ebbot: { middleware: ebbot.middleware, sizes: { chats: 10 } },
      xeChat: { middleware: xe.middleware, sizes: { conversations: 30, contacts: 20 } },
      zaia: { sizes: { chats: 45 } },
    },
    { cache: { enabled: false }, limits: { callTimeout: 1, breakerOpen: 0.1 } },
  );
});
afterEach(() => rig.close());

interface Found {
  readonly conversations: {
    readonly totalCount: number | null;
    readonly isBlocked: boolean;
    readonly nodes: readonly { readonly id: string; readonly source: { readonly key: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly sources: readonly {
      readonly source: { readonly key: string };
      readonly status: string;
      readonly reason: string | null;
      readonly retryAt: string | null;
      readonly totalCount: number | null;
      readonly fetchedAt: string | null;
    }[];
  };
}

async function conversations(filter: object | null, after: string | null = null, first = 10) {
  const answer = await rig.query<Found>(
    `query ($filter: ConversationFilter, $first: Int, $after: String) {
      conversations(first: $first, after: $after, filter: $filter) {
        totalCount isBlocked nodes { id source { key } } pageInfo { hasNextPage endCursor }
        sources { source { key } status reason retryAt totalCount fetchedAt }
      }
    }`,
    { filter, after, first },
  );
  expect(answer.errors).toBeUndefined();
  expectNoLeak(answer);
  return answer.data.conversations;
}

function expectNoLeak(answer: Answer): void {
  const { port } = new URL(rig.sandbox.ebbot.url);
  const text = JSON.stringify(answer);
  for (const leak of ['LEAK', 'internal.example', '127.0.0.1', `:${port}`, '.ts:', 'at async']) {
    expect(text).not.toContain(leak);
  }
}

const sliceOf = ({ sources }: Found['conversations'], key: string) =>
  sources.find(({ source }) => source.key === key);

const STATUS: Partial<Record<FaultName, string>> = {
  401: 'UNAUTHORIZED',
  403: 'UNAUTHORIZED',
  429: 'RATE_LIMITED',
  slow: 'TIMEOUT',
};
const CODE: Partial<Record<FaultName, string>> = {
  401: 'UPSTREAM_UNAUTHORIZED',
  403: 'UPSTREAM_UNAUTHORIZED',
  429: 'RATE_LIMITED',
  500: 'UPSTREAM_UNAVAILABLE',
  503: 'UPSTREAM_UNAVAILABLE',
  slow: 'UPSTREAM_TIMEOUT',
};
const names = Object.keys(FAULTS) as FaultName[];

test.each(names)('%s: its slice says so, the others’ rows are there', async (fault) => {
  ebbot.fault = fault;
  const status = STATUS[fault] ?? 'UNAVAILABLE';
  const mayGoOn = status !== 'UNAUTHORIZED';

  const merged = await conversations(null);
  expect(new Set(merged.nodes.map(({ source }) => source.key))).toEqual(new Set(['xe', 'zaia']));
  expect(sliceOf(merged, 'ebbot')).toEqual({
    source: { key: 'ebbot' },
    status,
    reason: expect.stringMatching(/ebbot.*GET \/api\/chats\/company_chats/) as string,
    retryAt: mayGoOn ? (expect.any(String) as string) : null,
    totalCount: null,
    fetchedAt: null,
  });
  expect(sliceOf(merged, 'xe')).toMatchObject({ status: 'OK', totalCount: 30, retryAt: null });
  expect(merged).toMatchObject({ totalCount: null, isBlocked: false });

  const alone = await conversations({ sources: ['ebbot'] });
  expect(alone).toMatchObject({ nodes: [], totalCount: null, isBlocked: mayGoOn });
  expect(alone.pageInfo).toEqual({
    hasNextPage: mayGoOn,
    endCursor: mayGoOn ? (expect.any(String) as string) : null,
  });
});

test.each(names.filter((name) => !['404', '400', 'rows without id'].includes(name)))(
  '%s: a read of that source alone is a coded error at its path',
  async (fault) => {
    ebbot.fault = fault;
    const answer = await rig.query<{ conversation: unknown; source: unknown }>(
      `query ($id: ID!) { conversation(id: $id) { id } source(key: "ebbot") { name } transcript(conversationId: $id) { entryCount } }`,
      { id: globalId('Conversation', 'ebbot', '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e') },
    );
    expect(answer.data).toEqual({ conversation: null, transcript: null, source: { name: 'Ebbot' } });
    const code = CODE[fault] ?? 'UPSTREAM_INVALID_RESPONSE';
    const extensions = { code, source: 'ebbot', ...(fault === '429' ? { retryAfter: 30 } : {}) };
    expect(answer.errors?.toSorted((a, b) => String(a.path).localeCompare(String(b.path)))).toMatchObject([
      { path: ['conversation'], extensions },
      { path: ['transcript'], extensions },
    ]);
    expectNoLeak(answer);
  },
);

test('a source that is down is UNAVAILABLE', async () => {
  const other = await startRig({}, { cache: { enabled: false } });
  await other.sandbox.zaia.close();
  const { data } = await other.query<Found>(
    `{ conversations(first: 5) { nodes { source { key } } isBlocked pageInfo { hasNextPage } sources { source { key } status reason retryAt } } }`,
  );
  expect(data.conversations.nodes).toHaveLength(5);
  expect(data.conversations).toMatchObject({ isBlocked: false, pageInfo: { hasNextPage: true } });
  expect(sliceOf(data.conversations, 'zaia')).toMatchObject({
    status: 'UNAVAILABLE',
    retryAt: expect.any(String) as string,
  });
  const { port } = new URL(other.sandbox.zaia.url);
  expect(JSON.stringify(data)).not.toMatch(new RegExp(`127\\.0\\.0\\.1|:${port}`));
  await other.close();
});

test('retryAt comes from the provider; a page asked before it makes no call to that source', async () => {
  ebbot.fault = '429';
  const before = Date.now();
  const first = await conversations(null, null, 3);
  const retryAt = Date.parse(sliceOf(first, 'ebbot')?.retryAt ?? '');
  expect(retryAt).toBeGreaterThanOrEqual(before + 30_000);
  expect(retryAt).toBeLessThanOrEqual(Date.now() + 30_000);
  ebbot.fault = undefined;
  rig.calls();
  const second = await conversations(null, first.pageInfo.endCursor, 3);
  expect(rig.calls().filter((call) => call.includes('company_chats'))).toEqual([]);
  expect(sliceOf(second, 'ebbot')).toMatchObject({
    status: 'RATE_LIMITED',
    retryAt: new Date(retryAt).toISOString(),
    reason: expect.any(String) as string,
  });
  expect(second.nodes).toHaveLength(3);
});

test('when only failing sources have more, the connection is blocked, and goes on once they answer', async () => {
  xe.fault = '503';
  const blocked = await conversations({ sources: ['xe'] });
  expect(blocked).toMatchObject({ isBlocked: true, nodes: [], pageInfo: { hasNextPage: true } });
  xe.fault = undefined;
  const retryAt = Date.parse(sliceOf(blocked, 'xe')?.retryAt ?? '');
  await new Promise((resolve) => setTimeout(resolve, retryAt - Date.now() + 5));
  const whole = await conversations({ sources: ['xe'] }, blocked.pageInfo.endCursor, 100);
  expect(whole.nodes).toHaveLength(30);
  expect(whole).toMatchObject({ isBlocked: false, totalCount: 30, pageInfo: { hasNextPage: false } });
});

test('a walk over a source that fails half way loses and repeats nothing', async () => {
  const filter = { sources: ['xe', 'zaia'] };
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 60; page += 1) {
    xe.fault = page === 1 || page === 2 ? '500' : undefined;
    const found: Found['conversations'] = await conversations(filter, after, 25);
    seen.push(...found.nodes.map(({ id }) => id));
    after = found.pageInfo.endCursor;
    if (!found.pageInfo.hasNextPage) break;
    const retryAt = Date.parse(sliceOf(found, 'xe')?.retryAt ?? '');
    if (found.isBlocked) await new Promise((resolve) => setTimeout(resolve, retryAt - Date.now() + 5));
  }
  const chats = [...rig.sandbox.zaia.state.chats.values()].filter(({ isRemoved }) => !isRemoved);
  expect(seen).toHaveLength(30 + chats.length);
  expect(new Set(seen).size).toBe(seen.length);
});

test('an entity that fails fails alone, at its own path', async () => {
  xe.fault = '500';
  xe.paths = /contacts\/55$/;
  const { data, errors } = await rig.query<{ nodes: ({ phone: string | null } | null)[] }>(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { nativeId name } ... on Agent { name } } }`,
    { ids: [globalId('Contact', 'xe', '56'), globalId('Contact', 'xe', '55'), globalId('Agent', 'xe', '7')] },
  );
  expect(data.nodes).toEqual([{ nativeId: '56', name: 'Jane Doe' }, null, { name: 'Bob Jones' }]);
  expect(errors).toMatchObject([
    { path: ['nodes', 1], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } },
  ]);
});

test('a field that cannot be loaded is null with an error; the list stays', async () => {
  xe.fault = '500';
  xe.paths = /agents$/;
  const { data, errors } = await rig.query<{ conversations: { nodes: { assignee: object | null }[] } }>(
    `{ conversations(first: 5, filter: { sources: ["xe"] }) { nodes { assignee { name email } contact { name phone } } } }`,
  );
  const assigned = data.conversations.nodes.flatMap(({ assignee }, index) => (assignee ? [index] : []));
  expect(assigned.length).toBeGreaterThan(0);
  for (const index of assigned) {
    expect(data.conversations.nodes[index]?.assignee).toEqual({
      name: expect.any(String) as string,
      email: null,
    });
  }
  const paths = assigned.map((index) => `conversations,nodes,${String(index)},assignee,email`);
  expect(errors?.map(({ path }) => String(path)).toSorted()).toEqual(paths.toSorted());
  expect(rig.calls().filter((call) => call.endsWith('/agents'))).toHaveLength(1);
});

const CHANNELS = { channels: ['EMAIL', 'LIVE_CHAT', 'WHATSAPP'] };
const inboxCalls = (calls: readonly string[]) => calls.filter((call) => call.endsWith('/inboxes')).length;

test('channels at Xe Chat whose inboxes cannot be read: the slice says so, and the walk goes on once they can', async () => {
  for (const filter of [CHANNELS, { ...CHANNELS, sources: ['xe'] }]) {
    const whole = await walkForward((after) => conversations(filter, after));
    xe.fault = '500';
    xe.paths = /inboxes$/;
    const first = await conversations(filter);
    expect(sliceOf(first, 'xe')).toMatchObject({
      status: 'UNAVAILABLE',
      reason: expect.stringContaining('/inboxes') as string,
      retryAt: expect.any(String) as string,
    });
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(first.isBlocked).toBe('sources' in filter);
    xe.fault = undefined;
    rig.calls();
    const early = await conversations(filter, first.pageInfo.endCursor);
    expect(rig.calls().filter((call) => call.includes('/v1/chat/'))).toEqual([]);
    expect(sliceOf(early, 'xe')).toMatchObject({
      status: 'UNAVAILABLE',
      retryAt: sliceOf(first, 'xe')?.retryAt,
    });
    await new Promise((resolve) =>
      setTimeout(resolve, Date.parse(sliceOf(first, 'xe')?.retryAt ?? '') - Date.now() + 5),
    );
    rig.calls();
    const rest = await walkForward((after) => conversations(filter, after ?? early.pageInfo.endCursor));
    expect(inboxCalls(rig.calls())).toBe(1);
    const seen = [...first.nodes, ...early.nodes, ...rest].map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(new Set(seen)).toEqual(new Set(whole.map(({ id }) => id)));
  }
});

test('channels at Xe Chat: the inboxes are read once in a walk, which outlives their failure and their change', async () => {
  const first = await conversations(CHANNELS);
  expect(inboxCalls(rig.calls())).toBe(1);
  xe.fault = '500';
  xe.paths = /inboxes$/;
  rig.sandbox.xeChat.state.addInbox({ id: 99, name: 'Another', channelType: 'email', isEnabled: true });
  const rest = await walkForward((after) => conversations(CHANNELS, after ?? first.pageInfo.endCursor));
  expect(inboxCalls(rig.calls())).toBe(0);
  const rows = [...rig.sandbox.xeChat.state.conversations.values()].filter(({ inboxId }) => inboxId < 6);
  const seen = [...first.nodes, ...rest].filter(({ source }) => source.key === 'xe');
  expect(new Set(seen.map(({ id }) => id)).size).toBe(rows.length);
  expect(seen).toHaveLength(rows.length);
});

test('a cursor over other inboxes than it was made for is refused', async () => {
  const { endCursor } = (await conversations(CHANNELS)).pageInfo;
  const [front = '', rest = ''] = endCursor?.split('~') ?? [];
  const forged = (choice: unknown) => `${Buffer.from(JSON.stringify(choice)).toString('base64url')}~${rest}`;
  expect(JSON.parse(Buffer.from(front, 'base64url').toString())).toEqual({ xe: ['3', '4', '5'] });
  for (const after of [
    rest,
    `x~${rest}`,
    `~${rest}`,
    forged({ xe: ['3'] }),
    forged({ xe: null }),
    forged({ zaia: ['3'] }),
    forged({ xe: ['3', '4', '5'], zaia: [] }),
  ]) {
    const { errors } = await rig.query(
      `query ($after: String, $filter: ConversationFilter) { conversations(after: $after, filter: $filter) { totalCount } }`,
      { after, filter: CHANNELS },
    );
    expect(errors, after).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
  rig.calls();
  await conversations(CHANNELS, endCursor);
  expect(inboxCalls(rig.calls())).toBe(0);
});
