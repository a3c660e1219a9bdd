import { expect, test } from 'vitest';
import { openWorkspace, uuid } from './workspace.ts';

const at = (number: number) =>
  new Date(Date.parse('2026-03-31T12:00:00Z') - (12 - number) * 60_000).toISOString();

test.each(['', '/details'])('%s: ten to a page, newest activity first', async (list) => {
  const { numbers, settings } = await openWorkspace();
  expect(await numbers(list)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  expect(await numbers(`${list}?pageNumber=2`)).toEqual([2, 1]);
  expect(await numbers(`${list}?pageNumber=3&pageSize=5`)).toEqual([2, 1]);
  expect(await numbers(`${list}?pageSize=100`)).toHaveLength(12);
  expect(await numbers(`${list}?pageNumber=9`)).toEqual([]);
  settings.clamp = 4;
  expect(await numbers(`${list}?pageNumber=2`)).toEqual([8, 7, 6, 5]);
  settings.order = 'oldest-first';
  expect(await numbers(list)).toEqual([1, 2, 3, 4]);
  settings.order = 'unsorted';
  const scattered = [...(await numbers(list)), ...(await numbers(`${list}?pageNumber=2`))];
  expect(new Set(scattered).size).toBe(8);
  expect(scattered).not.toEqual(scattered.toSorted((a, b) => a - b));
  expect(await numbers(list)).toEqual(scattered.slice(0, 4));
});

test.each(['', '/details'])('%s: the filters of both lists', async (list) => {
  const { numbers } = await openWorkspace();
  expect(await numbers(`${list}?channelIds=${uuid(102)}&pageSize=20`)).toEqual([12, 10, 8, 6, 4, 2]);
  expect(await numbers(`${list}?channelIds=${uuid(101)}&channelIds=${uuid(102)}&pageSize=20`)).toHaveLength(
    12,
  );
  expect(await numbers(`${list}?responderIds=${uuid(302)}`)).toEqual([12, 9, 6, 3]);
  expect(await numbers(`${list}?responderIds=${uuid(302)}&channelIds=${uuid(102)}`)).toEqual([12, 6]);
  expect(await numbers(`${list}?responderVersionIds=${uuid(412)}`)).toEqual([12, 9, 6, 3]);
  expect(await numbers(`${list}?responderVersionIds=${uuid(411)}`)).toEqual([]);
  expect(await numbers(`${list}?search=PARCEL`)).toEqual([5]);
  expect(await numbers(`${list}?search=${encodeURIComponent('+1555')}`)).toEqual([12, 8, 4]);
  expect(await numbers(`${list}?search=alice@example.com&pageSize=20`)).toHaveLength(9);
  expect(await numbers(`${list}?search=question%207`)).toEqual([7]);
});

test('the filters of /chats alone', async () => {
  const { numbers } = await openWorkspace();
  expect(await numbers(`?ownerIds=${uuid(202)}`)).toEqual([12, 8, 4]);
  expect(await numbers('?channelTypes=waha')).toEqual([12, 10, 8, 6, 4, 2]);
  expect(await numbers('?channelTypes=waha&channelTypes=widget&pageSize=20')).toHaveLength(12);
  expect(await numbers('?channelTypes=instagram')).toEqual([]);
  const range = (start: string, end: string) =>
    `?lastChatMessageCreatedAtStart=${start}&lastChatMessageCreatedAtEnd=${end}&pageSize=20`;
  expect(await numbers(range(at(3), at(6)))).toEqual([6, 5, 4, 3]);
  expect(await numbers(range(at(10), 'null'))).toEqual([12, 11, 10]);
  expect(await numbers(range('', at(2)))).toEqual([2, 1]);
});

test('/chats/details ignores what only /chats filters by', async () => {
  const { numbers } = await openWorkspace();
  expect(await numbers(`/details?ownerIds=${uuid(202)}&channelTypes=nonsense&pageSize=20`)).toHaveLength(12);
});

test('a chat without a channel is found unless some types are left out', async () => {
  const { numbers, state } = await openWorkspace();
  const chat = state.chats.get(uuid(12));
  if (chat !== undefined) chat.channelId = null;
  const types = (names: string[]) => names.map((name) => `channelTypes=${name}`).join('&');
  expect(await numbers('?pageSize=1')).toEqual([12]);
  expect(await numbers(`?pageSize=1&${types(['api', 'widget', 'waha', 'whatsapp', 'instagram'])}`)).toEqual([
    12,
  ]);
  expect(await numbers(`?pageSize=1&${types(['widget', 'waha'])}`)).toEqual([11]);
});

test('the envelope is an option', async () => {
  const { ask, settings } = await openWorkspace();
  const rows = (await ask('/details?pageSize=2')).body;
  for (const envelope of ['data', 'items', 'results'] as const) {
    settings.envelope = envelope;
    expect((await ask('/details?pageSize=2')).body).toEqual({ [envelope]: rows, total: 12 });
  }
  settings.totals = false;
  expect((await ask('/details?pageSize=2')).body).toEqual({ results: rows });
});

test('removed chats leave the lists, unless an option keeps them', async () => {
  const { ask, numbers, settings } = await openWorkspace();
  await ask(`/${uuid(12)}`, { method: 'DELETE' });
  expect(await numbers('?pageSize=1')).toEqual([11]);
  settings.listRemoved = true;
  expect(await numbers('?pageSize=1')).toEqual([12]);
});
