/** What becomes of a filter at each source. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Slice {
  readonly source: { readonly key: string };
  readonly status: string;
  readonly totalCount: number | null;
  readonly reason: string | null;
}
interface Found {
  readonly conversations: {
    readonly totalCount: number | null;
    readonly isBlocked: boolean;
    readonly nodes: readonly { readonly id: string; readonly status: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly sources: readonly Slice[];
  } | null;
}

const conversations = (filter: object | null, first = 10) =>
  rig.query<Found>(
    `query ($filter: ConversationFilter, $first: Int) {
      conversations(first: $first, filter: $filter) {
        totalCount isBlocked nodes { id status } pageInfo { hasNextPage endCursor }
        sources { source { key } status totalCount reason }
      }
    }`,
    { filter, first },
  );

/** Slices by source: the status, and the reason where there is one. */
async function slices(filter: object | null): Promise<Record<string, string>> {
  const { data, errors } = await conversations(filter);
  expect(errors).toBeUndefined();
  const found = data.conversations?.sources ?? [];
  return Object.fromEntries(
    found.map(({ source, status, reason }) => [
      source.key,
      reason === null ? status : `${status}: ${reason}`,
    ]),
  );
}

const LISTS = 'SKIPPED: SquirrelStack cannot list conversations.';

test('without a filter every source has a slice, in the order of the configuration', async () => {
  expect(Object.entries(await slices(null))).toEqual([
    ['xe', 'OK'],
    ['site', LISTS],
    ['ebbot', 'OK'],
    ['zaia', 'OK'],
  ]);
});

test('sources and providers leave out the others, and combine', async () => {
  expect(await slices({ sources: ['zaia', 'xe'] })).toEqual({ xe: 'OK', zaia: 'OK' });
  expect(await slices({ providers: ['EBBOT', 'ZAIA'] })).toEqual({ ebbot: 'OK', zaia: 'OK' });
  expect(await slices({ sources: ['xe', 'ebbot'], providers: ['EBBOT'] })).toEqual({ ebbot: 'OK' });
  rig.calls();
  const { data } = await conversations({ sources: ['xe'], providers: ['EBBOT'] });
  expect(data.conversations).toEqual({
    totalCount: 0,
    isBlocked: false,
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    sources: [],
  });
  expect(rig.calls()).toEqual([]);
});

test.each([
  [{ status: ['OPEN'] }, 'OK', 'status', 'status'],
  [{ channels: ['LIVE_CHAT'] }, 'OK', 'channel', 'OK'],
  [{ lastActivity: { from: '2020-01-01T00:00:00Z' } }, 'last activity', 'last activity', 'OK'],
  [{ search: 'order' }, 'a search text', 'a search text', 'OK'],
  [{ assigneeVersionIds: [NOBODY] }, 'assignee version', 'assignee version', 'OK'],
  [{ status: ['OPEN'], search: 'order' }, 'a search text', 'status', 'status'],
])('%j is applied by the provider, or the source is SKIPPED', async (filter, xe, ebbot, zaia) => {
  const told = (provider: string, what: string) =>
    what === 'OK' ? 'OK' : `SKIPPED: ${provider} cannot filter conversations by ${what}.`;
  expect(await slices(filter)).toEqual({
    xe: told('Xe Chat', xe),
    site: LISTS,
    ebbot: told('Ebbot', ebbot),
    zaia: told('Zaia', zaia),
  });
});

test.each([
  ['inboxIds', 'Inbox'],
  ['assigneeIds', 'Agent'],
  ['contactIds', 'Contact'],
] as const)('%s of one source match nothing at the others, without a call', async (name, type) => {
  const { data, errors } = await conversations({ [name]: [globalId(type, 'zaia', NOBODY)] });
  expect(errors).toBeUndefined();
  const others = (key: string) => ({ source: { key }, status: 'OK', totalCount: 0, reason: null });
  expect(data.conversations?.sources.slice(0, 3)).toEqual(['xe', 'site', 'ebbot'].map(others));
  expect(rig.calls().every((call) => call.includes('/api/v1/chats'))).toBe(true);
});

test('ids of a source that is no longer configured match nothing anywhere', async () => {
  const { data, errors } = await conversations({ contactIds: [globalId('Contact', 'closed-account', '1')] });
  expect(errors).toBeUndefined();
  expect(data.conversations).toMatchObject({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } });
  expect(rig.calls()).toEqual([]);
});

test('ids of two sources are asked for at each its own', async () => {
  const [chat] = rig.sandbox.zaia.state.chats.values();
  const { data } = await conversations({
    assigneeIds: [
      globalId('Agent', 'xe', '7'),
      globalId('Agent', 'zaia', chat?.responders.at(-1)?.responderId),
    ],
  });
  expect(data.conversations?.sources.map(({ status }) => status)).toEqual(['OK', 'OK', 'OK', 'OK']);
  const calls = rig.calls();
  expect(calls).toContainEqual(expect.stringMatching(/^GET \/v1\/chat\/conversations\?agent_id=7&/));
  expect(calls).toContainEqual(expect.stringMatching(/^GET \/api\/v1\/chats\/details\?responderIds=/));
  expect(calls.filter((call) => call.includes('company_chats'))).toEqual([]);
});

test('contactIds at Xe Chat is SKIPPED: it has no such parameter', async () => {
  expect(await slices({ contactIds: [globalId('Contact', 'xe', '55')] })).toMatchObject({
    xe: 'SKIPPED: Xe Chat cannot filter conversations by contact.',
  });
});

test('channels at Xe Chat become the inboxes of these channels', async () => {
  await conversations({ sources: ['xe'], channels: ['EMAIL', 'OTHER'] });
  expect(rig.calls().map((call) => call.replace(/&page.*/, ''))).toEqual([
    'GET /v1/chat/inboxes',
    'GET /v1/chat/conversations?inbox_id=4',
    'GET /v1/chat/conversations?inbox_id=7',
  ]);
  await conversations({
    sources: ['xe'],
    channels: ['EMAIL', 'OTHER'],
    inboxIds: [globalId('Inbox', 'xe', '3'), globalId('Inbox', 'xe', '4')],
  });
  expect(rig.calls().map((call) => call.replace(/&page.*/, ''))).toEqual([
    'GET /v1/chat/inboxes',
    'GET /v1/chat/conversations?inbox_id=4',
  ]);
  const { data } = await conversations({
    sources: ['xe'],
    channels: ['EMAIL'],
    inboxIds: [globalId('Inbox', 'xe', '3')],
  });
  expect(data.conversations).toMatchObject({ totalCount: 0, sources: [{ status: 'OK', totalCount: 0 }] });
  expect(rig.calls()).toEqual(['GET /v1/chat/inboxes']);
});

test('several values are disjoint lists, merged and counted together', async () => {
  const all = ['OPEN', 'PENDING', 'SNOOZED', 'RESOLVED'];
  const { data } = await conversations({ sources: ['xe'], status: [...all, 'OPEN'] }, 100);
  const whole = await conversations({ sources: ['xe'] }, 100);
  expect(data.conversations?.nodes).toEqual(whole.data.conversations?.nodes);
  expect(data.conversations?.totalCount).toBe(whole.data.conversations?.totalCount);
});

test('20 lists are walked together, 21 are not', async () => {
  const agents = (count: number) =>
    Array.from({ length: count }, (_, index) => globalId('Agent', 'xe', String(7 + index)));
  const fine = await conversations({
    sources: ['xe'],
    assigneeIds: agents(5),
    status: ['OPEN', 'PENDING', 'SNOOZED', 'RESOLVED'],
  });
  expect(fine.errors).toBeUndefined();
  expect(rig.calls()).toHaveLength(20);
  for (const filter of [
    { assigneeIds: agents(21) },
    { assigneeIds: agents(7), status: ['OPEN', 'PENDING', 'SNOOZED'] },
  ]) {
    const { data, errors } = await conversations({ sources: ['xe'], ...filter });
    expect(data).toEqual({ conversations: null });
    expect(errors).toMatchObject([{ path: ['conversations'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(rig.calls()).toEqual([]);
  }
  const [chat] = rig.sandbox.zaia.state.chats.values();
  const many = Array.from({ length: 30 }, () => globalId('Agent', 'zaia', crypto.randomUUID()));
  const zaia = await conversations({
    sources: ['zaia'],
    assigneeIds: [...many, globalId('Agent', 'zaia', chat?.responders.at(-1)?.responderId)],
  });
  expect(zaia.errors).toBeUndefined();
  expect(zaia.data.conversations?.nodes.length).toBeGreaterThan(0);
});

test.each([
  { sources: [] },
  { providers: [] },
  { status: [] },
  { inboxIds: [] },
  { assigneeIds: [] },
  { contactIds: [] },
  { assigneeVersionIds: [] },
  { channels: [] },
  { sources: ['xe', 'elsewhere'] },
  { inboxIds: ['nonsense'] },
  { inboxIds: [globalId('Agent', 'xe', '7')] },
  { assigneeIds: [globalId('Inbox', 'xe', '3')] },
  { contactIds: [globalId('Conversation', 'xe', '1024')] },
  { lastActivity: { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } },
  { lastActivity: { from: '2026-02-30T00:00:00Z' } },
  { lastActivity: { from: 'yesterday' } },
])('the filter %j is BAD_USER_INPUT, without a call', async (filter) => {
  const { data, errors } = await conversations(filter);
  expect({ data }).not.toHaveProperty('data.conversations.nodes');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(rig.calls()).toEqual([]);
});

test.each([['contacts'], ['agents'], ['inboxes']])('%s: sources, providers and wrong ones', async (field) => {
  const ask = (filter: object) =>
    rig.query<Record<string, { sources: Slice[] }>>(
      `query ($filter: ${{ contacts: 'Contact', agents: 'Agent', inboxes: 'Inbox' }[field] ?? ''}Filter) {
        ${field}(filter: $filter) { sources { source { key } status reason } }
      }`,
      { filter },
    );
  const keys = async (filter: object) =>
    (await ask(filter)).data[field]?.sources.map(({ source }) => source.key);
  expect(await keys({ sources: ['ebbot', 'xe'] })).toEqual(['xe', 'ebbot']);
  expect(await keys({ providers: ['SQUIRRELSTACK'] })).toEqual(['site']);
  for (const filter of [{ sources: [] }, { providers: [] }, { sources: ['elsewhere'] }]) {
    expect((await ask(filter)).errors).toMatchObject([
      { path: [field], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test('a directory of what a provider does not list is SKIPPED', async () => {
  const { data } = await rig.query<Record<string, { sources: Slice[] }>>(`{
    contacts(filter: { search: "alice" }) { sources { source { key } status reason } }
    agents { sources { source { key } status reason } }
    inboxes { sources { source { key } status reason } }
  }`);
  const told = Object.fromEntries(
    Object.entries(data).map(([field, { sources }]) => [
      field,
      sources.map(({ status, reason }) => reason ?? status),
    ]),
  );
  expect(told).toEqual({
    contacts: [
      'OK',
      'SquirrelStack cannot list contacts.',
      'Ebbot cannot list contacts.',
      'Zaia cannot list contacts.',
    ],
    agents: [
      'OK',
      'SquirrelStack cannot list agents.',
      'Ebbot cannot list agents.',
      'Zaia cannot list agents.',
    ],
    inboxes: ['OK', 'OK', 'Ebbot cannot list inboxes.', 'Zaia cannot list inboxes.'],
  });
});

test('an empty search text is none', async () => {
  expect((await slices({ search: '  ' }))['xe']).toBe('OK');
});
