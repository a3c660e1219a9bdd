import { expect, test } from 'vitest';
import { UpstreamRefusal } from '../../../src/errors.ts';
import type { ConversationWant } from '../../../src/providers/provider.ts';
import { testCall } from '../../support/call.ts';
import { startPlayback } from '../playback.ts';
import { open, openSandbox } from './company.ts';

const ID = '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e';
const CHATS = '/api/chats/company_chats';
const TRANSCRIPT = `${CHATS}/${ID}/transcript`;
const KEY = 'sandbox-public.sandbox-secret';
const WANT: ConversationWant = {};

const reference = { source: 'ebbot', nativeId: ID };

test.each([
  [1, 15],
  [2, 50],
])('GET /api/chats/company_chats, page %i of %i', async (page, limit) => {
  const { company, list, sent } = await openSandbox({ sizes: { chats: 60 } });
  await list.read(page, limit, testCall());
  expect(company.requests).toMatchObject([
    { method: 'GET', path: CHATS, query: `page=${page}&limit=${limit}`, headers: { 'x-api-key': KEY } },
  ]);
  expect(sent).toMatchObject([{ template: CHATS, cache: { kind: 'conversations' } }]);
});

test.each([ID, '42/x y'])('GET /api/chats/company_chats/{chatid}/transcript of %s', async (nativeId) => {
  const { company, get, sent } = await openSandbox();
  await get(nativeId, WANT, testCall());
  expect(company.requests).toMatchObject([
    {
      method: 'GET',
      path: `${CHATS}/${encodeURIComponent(nativeId)}/transcript`,
      query: '',
      headers: { 'x-api-key': KEY },
    },
  ]);
  expect(sent).toMatchObject([{ template: `${CHATS}/{chatid}/transcript`, cache: { kind: 'messages' } }]);
});

test('the example transcript of the page', async () => {
  const { get, transcriptOf } = await openSandbox();
  const page = await transcriptOf(reference).read(testCall());
  const line = ({ key, direction, author, content, createdAt }: (typeof page.rows)[number]) =>
    [key, direction, author.role, author.rawRole, content, createdAt] as const;
  expect(page.rows.map(line)).toEqual([
    ['1', 'OUTBOUND', 'BOT', 'bot', 'Hey', '2024-08-12T09:15:08.000Z'],
    ['2', 'OUTBOUND', 'BOT', 'bot', 'Hi there!', '2024-08-12T09:15:08.000Z'],
    ['3', 'INBOUND', 'CONTACT', 'user', 'I want to talk to human agent!', '2024-08-12T09:15:12.000Z'],
    ['4', 'OUTBOUND', 'BOT', 'bot', 'Sure! Let me connect you...', '2024-08-12T09:15:16.000Z'],
    ['5', 'INTERNAL', 'SYSTEM', 'system', 'The chat is now handled by an agent.', '2024-08-12T09:15:19.000Z'],
    ['6', 'OUTBOUND', 'AGENT', 'agent', 'Hello there!', '2024-08-12T09:15:22.000Z'],
  ]);
  expect(page.total).toBe(6);
  expect(page.rows[0]).toMatchObject({ nativeId: null, conversation: reference, isPrivate: false });
  expect(page.rows[0]?.raw).toEqual({
    date: '8/12/2024',
    time: '9:15:08 AM',
    sender: 'bot',
    text: 'Hey',
  });
  expect(await get(ID, WANT, testCall())).toMatchObject({
    createdAt: '2024-08-12T09:15:03.158Z',
    lastActivityAt: '2024-08-12T09:15:22.000Z',
    lastMessage: { key: '6', content: 'Hello there!' },
  });
});

test('a transcript is read in the configured time zone', async () => {
  const timeZone = 'Europe/Stockholm';
  const { transcriptOf } = await openSandbox({ timeZone }, { timeZone });
  const { rows } = await transcriptOf(reference).read(testCall());
  expect(rows[0]?.createdAt).toBe('2024-08-12T09:15:08.000Z');
});

test('a kept transcript is good while a row shows the same activity', async () => {
  const { list, transcriptOf, sent } = await openSandbox();
  const [first] = (await list.read(1, 1, testCall())).rows;
  if (first === undefined) throw new Error('The list is empty.');
  await transcriptOf(first).read(testCall());
  await transcriptOf(reference).read(testCall());
  expect(sent.map(({ cache }) => cache?.freshness)).toEqual([undefined, first.lastActivityAt, undefined]);
  expect(first.lastActivityAt).toEqual(expect.any(String));
});

test('lines that make little sense read nevertheless', async () => {
  const { origin } = await startPlayback({
    [TRANSCRIPT]: JSON.stringify([{ sender: 'robot', date: 'today' }, { text: 7, sender: null }, {}]),
  });
  const { rows } = await open(origin).transcriptOf(reference).read(testCall());
  expect(rows).toMatchObject([
    {
      key: '1',
      direction: null,
      author: { role: 'UNKNOWN', rawRole: 'robot' },
      content: null,
      createdAt: null,
    },
    { key: '2', direction: null, author: { role: 'UNKNOWN', rawRole: null }, content: '7' },
    { key: '3' },
  ]);
});

test('what only a list tells comes from the latest row seen', async () => {
  const { company, list, get } = await openSandbox();
  expect(await get(ID, WANT, testCall())).toMatchObject({ status: null, contact: null, raw: null });
  await list.read(1, 50, testCall());
  expect(await get(ID, WANT, testCall())).toMatchObject({
    status: 'RESOLVED',
    rawStatus: 'chat_closed',
    handledBy: 'HUMAN',
    contact: { nativeId: 'visitor-1' },
    raw: { chat_user: { id: 'visitor-1' } },
  });
  company.state.addChat({ ...chat(company), status: 'ongoing', handledBy: 'bot' });
  await list.read(1, 50, testCall());
  expect(await get(ID, WANT, testCall())).toMatchObject({ status: 'OPEN', handledBy: 'AI' });
});

test('a transcript that goes on after the row was seen moves the activity', async () => {
  const { company, list, get } = await openSandbox();
  await list.read(1, 50, testCall());
  chat(company).transcript.push({ at: Date.parse('2024-08-12T09:20:00Z'), sender: 'user', text: 'Thanks!' });
  expect(await get(ID, WANT, testCall())).toMatchObject({
    lastActivityAt: '2024-08-12T09:20:00.000Z',
    lastMessage: { content: 'Thanks!', author: { contact: { nativeId: 'visitor-1' } } },
  });
});

test('an unknown chat is null, and its messages are refused', async () => {
  const { get, transcriptOf } = await openSandbox();
  expect(await get('1723454103.158.unknown', WANT, testCall())).toBeNull();
  const read = transcriptOf({ source: 'ebbot', nativeId: 'unknown' }).read(testCall());
  await expect(read).rejects.toBeInstanceOf(UpstreamRefusal);
});

test('an empty transcript proves no chat, unless a list showed it', async () => {
  const { origin } = await startPlayback({
    [CHATS]: JSON.stringify([{ id: ID }]),
    [TRANSCRIPT]: '{"success":true,"data":[]}',
  });
  const { get, list } = open(origin);
  expect(await get(ID, WANT, testCall())).toBeNull();
  await list.read(1, 50, testCall());
  expect(await get(ID, WANT, testCall())).toMatchObject({
    nativeId: ID,
    lastMessage: null,
    lastActivityAt: null,
  });
});

test('a reply that says it failed', async () => {
  const failed = '{"success":false,"message":"no"}';
  const { origin } = await startPlayback({ [CHATS]: failed, [TRANSCRIPT]: failed });
  const { get, list, transcriptOf } = open(origin);
  const unavailable = { code: 'UPSTREAM_UNAVAILABLE', source: 'ebbot' };
  await expect(list.read(1, 50, testCall())).rejects.toMatchObject(unavailable);
  await expect(transcriptOf(reference).read(testCall())).rejects.toMatchObject(unavailable);
  expect(await get(ID, WANT, testCall())).toBeNull();
});

test('a reply that is no list is an invalid response', async () => {
  const { origin } = await startPlayback({ [CHATS]: '[{"status":"ongoing"}]' });
  const read = open(origin).list.read(1, 50, testCall());
  await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', source: 'ebbot' });
  await expect(read).rejects.toThrow('[0].id');
});

function chat({ state }: Awaited<ReturnType<typeof openSandbox>>['company']) {
  const found = state.chats.get(ID);
  if (found === undefined) throw new Error('The example chat is missing.');
  return found;
}

test.each<[string, number, number, number, number | undefined]>([
  ['more rows than the page has', 1, 2, 7, 7],
  ['a short first page whole', 1, 3, 2, 2],
  ['what may be the rows of a full page', 1, 2, 2, undefined],
  ['the rows of a later page', 2, 2, 2, undefined],
  ['fewer rows than a later page has', 2, 2, 1, undefined],
])('a total that counts %s', async (_name, page, limit, total, expected) => {
  const chats = [ID, '42'].map((id) => ({ id }));
  const { origin } = await startPlayback({
    [CHATS]: JSON.stringify({ success: true, data: { chats, total } }),
  });
  const { list } = open(origin);
  expect((await list.read(page, limit, testCall())).total).toBe(expected);
});
