import { expect, test } from 'vitest';
import type { ConversationCriteria } from '../../../src/providers/provider.ts';
import { testCall } from '../../support/call.ts';
import { uuid } from '../../sandbox/zaia/workspace.ts';
import { startPlayback } from '../playback.ts';
import { KEY, open, openSandbox } from './workspace.ts';

const CHATS = '/api/v1/chats';
const DETAILS = '/api/v1/chats/details';
const ALL_TYPES =
  'channelTypes=widget&channelTypes=waha&channelTypes=whatsapp&channelTypes=instagram&channelTypes=api';
const PAGE = 'pageNumber=1&pageSize=100';
const from = '2026-03-31T11:55:00.000Z';
const to = '2026-03-31T11:58:00.000Z';

interface Case {
  criteria: ConversationCriteria;
  path: string;
  /** What the query string says before the page. */
  query: string;
  /** Numbers of the example chats that match. */
  rows: number[];
}

const cases: Case[] = [
  { criteria: {}, path: DETAILS, query: '', rows: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1] },
  {
    criteria: { inbox: [uuid(101)] },
    path: DETAILS,
    query: `channelIds=${uuid(101)}`,
    rows: [11, 9, 7, 5, 3, 1],
  },
  {
    criteria: { inbox: [uuid(102), uuid(103)] },
    path: DETAILS,
    query: `channelIds=${uuid(102)}&channelIds=${uuid(103)}`,
    rows: [12, 10, 8, 6, 4, 2],
  },
  {
    criteria: { assignee: [uuid(302)] },
    path: DETAILS,
    query: `responderIds=${uuid(302)}`,
    rows: [12, 9, 6, 3],
  },
  {
    criteria: { assignee: [uuid(302), uuid(303)] },
    path: DETAILS,
    query: `responderIds=${uuid(302)}&responderIds=${uuid(303)}`,
    rows: [12, 9, 6, 3],
  },
  {
    criteria: { assigneeVersion: [uuid(412)] },
    path: DETAILS,
    query: `responderVersionIds=${uuid(412)}`,
    rows: [12, 9, 6, 3],
  },
  {
    criteria: { assigneeVersion: [uuid(411), uuid(402)] },
    path: DETAILS,
    query: `responderVersionIds=${uuid(411)}&responderVersionIds=${uuid(402)}`,
    rows: [11, 10, 8, 7, 5, 4, 2, 1],
  },
  { criteria: { search: 'parcel' }, path: DETAILS, query: 'search=parcel', rows: [5] },
  {
    criteria: { search: 'Question 1&2' },
    path: DETAILS,
    query: 'search=Question%201%262',
    rows: [],
  },
  {
    criteria: { inbox: [uuid(102)], assignee: [uuid(302)], assigneeVersion: [uuid(412)], search: '12' },
    path: DETAILS,
    query: `channelIds=${uuid(102)}&responderIds=${uuid(302)}&responderVersionIds=${uuid(412)}&search=12`,
    rows: [12],
  },
  {
    criteria: { contact: [uuid(202)] },
    path: CHATS,
    query: `${ALL_TYPES}&ownerIds=${uuid(202)}`,
    rows: [12, 8, 4],
  },
  {
    criteria: { contact: [uuid(202), uuid(203)] },
    path: CHATS,
    query: `${ALL_TYPES}&ownerIds=${uuid(202)}&ownerIds=${uuid(203)}`,
    rows: [12, 8, 4],
  },
  {
    criteria: { channel: ['LIVE_CHAT'] },
    path: CHATS,
    query: 'channelTypes=widget',
    rows: [11, 9, 7, 5, 3, 1],
  },
  {
    criteria: { channel: ['WHATSAPP'] },
    path: CHATS,
    query: 'channelTypes=waha&channelTypes=whatsapp',
    rows: [12, 10, 8, 6, 4, 2],
  },
  {
    criteria: { channel: ['API', 'EMAIL', 'INSTAGRAM'] },
    path: CHATS,
    query: 'channelTypes=api&channelTypes=instagram',
    rows: [],
  },
  {
    criteria: { lastActivity: { from } },
    path: CHATS,
    query: `${ALL_TYPES}&lastChatMessageCreatedAtStart=${encodeURIComponent(from)}`,
    rows: [12, 11, 10, 9, 8, 7],
  },
  {
    criteria: { lastActivity: { to } },
    path: CHATS,
    query: `${ALL_TYPES}&lastChatMessageCreatedAtEnd=${encodeURIComponent(to)}`,
    rows: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  },
  {
    criteria: {
      inbox: [uuid(102)],
      assignee: [uuid(301), uuid(302)],
      assigneeVersion: [uuid(402), uuid(412)],
      contact: [uuid(202)],
      channel: ['WHATSAPP'],
      lastActivity: { from, to },
      search: 'question',
    },
    path: CHATS,
    query: [
      `channelIds=${uuid(102)}&channelTypes=waha&channelTypes=whatsapp`,
      `lastChatMessageCreatedAtEnd=${encodeURIComponent(to)}`,
      `lastChatMessageCreatedAtStart=${encodeURIComponent(from)}`,
      `ownerIds=${uuid(202)}`,
      `responderIds=${uuid(301)}&responderIds=${uuid(302)}`,
      `responderVersionIds=${uuid(402)}&responderVersionIds=${uuid(412)}&search=question`,
    ].join('&'),
    rows: [8],
  },
];

test.each(cases)('$criteria', async ({ criteria, path, query, rows }) => {
  const { workspace, list, sent } = await openSandbox();
  const page = await list(criteria);
  expect(workspace.requests).toMatchObject([
    {
      method: 'GET',
      path,
      query: query === '' ? PAGE : `${query}&${PAGE}`,
      headers: { authorization: KEY },
      status: 200,
    },
  ]);
  expect(sent).toMatchObject([
    { template: path, cache: { kind: 'conversations', epochs: ['conversations'] } },
  ]);
  expect(page.rows.map(({ nativeId }) => Number((nativeId as string).slice(-12)))).toEqual(rows);
});

test.each<[number, number]>([
  [1, 10],
  [3, 5],
])('page %i of %i', async (page, limit) => {
  const { workspace, list } = await openSandbox();
  await list({}, [page, limit]);
  await list({ contact: [uuid(202)] }, [page, limit]);
  const paging = `pageNumber=${page}&pageSize=${limit}`;
  expect(workspace.requests.map(({ query }) => query)).toEqual([
    paging,
    `${ALL_TYPES}&ownerIds=${uuid(202)}&${paging}`,
  ]);
});

test('a list is walked by page, at most 100 rows each, and named after its endpoint and filter', () => {
  const { listing } = open('http://127.0.0.1:1');
  expect(listing({})).toMatchObject({ walk: 'page', maxLimit: 100, key: `${DETAILS}?` });
  expect(listing({ channel: ['API'] })).toMatchObject({ walk: 'page', key: `${CHATS}?channelTypes=api` });
  expect(listing({ inbox: [uuid(1)] })).toMatchObject({ key: `${DETAILS}?channelIds=${uuid(1)}` });
});

test.each<ConversationCriteria>([
  { channel: ['EMAIL'] },
  { channel: ['OTHER', 'EMAIL'], inbox: [uuid(101)] },
  { inbox: ['42'] },
  { assignee: ['../../x'] },
  { assigneeVersion: ['v1', ''] },
  { contact: ['someone@example.com'], search: 'parcel' },
])('%j matches nothing, and costs no call', async (criteria) => {
  const { workspace, listing } = await openSandbox();
  const nothing = listing(criteria);
  if (nothing.walk !== 'whole') throw new Error('The listing is not walked whole.');
  expect(await nothing.read(testCall())).toMatchObject({ rows: [], total: 0, stale: false });
  expect(workspace.requests).toEqual([]);
});

test('an id that cannot be Zaia’s is left out beside one that can', async () => {
  const { workspace, list } = await openSandbox();
  await list({ inbox: ['42', uuid(101)] });
  expect(workspace.requests[0]?.query).toBe(`channelIds=${uuid(101)}&${PAGE}`);
});

test.each(['array', 'data', 'items', 'results'] as const)('the %s envelope', async (envelope) => {
  const { list } = await openSandbox({ envelope });
  const total = envelope === 'array' ? undefined : 12;
  expect(await list({})).toMatchObject({ rows: { length: 12 }, stale: false });
  expect(await list({ lastActivity: { from: '2020-01-01T00:00:00.000Z' } })).toMatchObject({
    rows: { length: 12 },
  });
  expect((await list({}, [1, 3])).total).toBe(total);
});

test('the key may follow the word Bearer', async () => {
  const { workspace, list } = await openSandbox({ authScheme: 'bearer' }, { authScheme: 'bearer' });
  await list({});
  expect(workspace.requests[0]).toMatchObject({ headers: { authorization: `Bearer ${KEY}` }, status: 200 });
});

test.each([
  ['[{"title":"no id"}]', '[0].id'],
  ['{"items":[{"id":"1"},{"id":null}]}', 'items[1].id'],
  ['{"rows":[]}', 'the body'],
])('%s is an invalid response', async (body, where) => {
  const { origin } = await startPlayback({ [DETAILS]: body });
  const read = open(origin).list({});
  await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', source: 'zaia' });
  await expect(read).rejects.toThrow(where);
});
