import { expect, test } from 'vitest';
import { call } from '../call.ts';
import { openCompany } from './company.ts';

interface Row {
  id: string;
  updatedAt: string;
}
const rows = ({ body }: { body: unknown }) => (body as { data: Row[] }).data;

test('the example transcript of the page, word for word', async () => {
  const { ask } = await openCompany({ requestId: () => 'c61b72b1-d966-4873-ae06-7740fac5c00b' });
  const { status, body } = await ask('/1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e/transcript');
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    data: [
      { date: '8/12/2024', time: '9:15:08 AM', sender: 'bot', text: 'Hey' },
      { date: '8/12/2024', time: '9:15:08 AM', sender: 'bot', text: 'Hi there!' },
      { date: '8/12/2024', time: '9:15:12 AM', sender: 'user', text: 'I want to talk to human agent!' },
      { date: '8/12/2024', time: '9:15:16 AM', sender: 'bot', text: 'Sure! Let me connect you...' },
      {
        date: '8/12/2024',
        time: '9:15:19 AM',
        sender: 'system',
        text: 'The chat is now handled by an agent.',
      },
      { date: '8/12/2024', time: '9:15:22 AM', sender: 'agent', text: 'Hello there!' },
    ],
    request_id: 'c61b72b1-d966-4873-ae06-7740fac5c00b',
  });
});

test('15 chats to a page unless asked otherwise, newest activity first', async () => {
  const { ask, state, settings } = await openCompany();
  const newest = [...state.chats.values()].toSorted((a, b) => b.updatedAt - a.updatedAt).map(({ id }) => id);
  expect(rows(await ask()).map(({ id }) => id)).toEqual(newest.slice(0, 15));
  expect(rows(await ask('?page=2&limit=50')).map(({ id }) => id)).toEqual(newest.slice(50, 100));
  expect(rows(await ask('?page=4&limit=50'))).toHaveLength(10);
  expect(rows(await ask('?page=5&limit=50'))).toEqual([]);
  expect(rows(await ask('?limit=500'))).toHaveLength(160);
  settings.clamp = 20;
  expect(rows(await ask('?page=2&limit=50')).map(({ id }) => id)).toEqual(newest.slice(20, 40));
  settings.order = 'oldest-first';
  expect(rows(await ask('?limit=1'))[0]?.id).toBe(newest.at(-1));
});

test('the envelope is an option', async () => {
  const requestId = () => 'r';
  const { ask, settings } = await openCompany({ sizes: { chats: 3 }, requestId });
  const { body } = await ask();
  const list = rows({ body });
  expect(body).toEqual({ success: true, data: list, request_id: 'r' });
  settings.envelope = 'nested';
  expect((await ask()).body).toEqual({ success: true, data: { chats: list, total: 3 }, request_id: 'r' });
  settings.totals = false;
  expect((await ask()).body).toEqual({ success: true, data: { chats: list }, request_id: 'r' });
  settings.envelope = 'array';
  expect((await ask()).body).toEqual(list);
});

test("a row's names are options", async () => {
  const { ask, settings } = await openCompany({ sizes: { chats: 2 } });
  const keys = async () => Object.keys(rows(await ask('?limit=1'))[0] ?? {});
  const neutral = ['status', 'language', 'rating'];
  expect(await keys()).toEqual(
    expect.arrayContaining(['id', 'handled_by', 'createdAt', 'last_message', ...neutral]),
  );
  settings.idKey = 'chatId';
  settings.naming = 'camel';
  expect(await keys()).toEqual(
    expect.arrayContaining([
      'chatId',
      'handledBy',
      'integrationType',
      'createdAt',
      'lastMessage',
      ...neutral,
    ]),
  );
  settings.idKey = 'chat_id';
  settings.naming = 'snake';
  expect(await keys()).toEqual(
    expect.arrayContaining(['chat_id', 'handled_by', 'created_at', 'updated_at', 'chat_user', ...neutral]),
  );
});

test('a time zone changes the transcript, and a narrow no-break space may stand before AM', async () => {
  const { ask, state, settings } = await openCompany({ sizes: { chats: 1 } });
  const path = '/1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e/transcript';
  settings.timeZone = 'America/Los_Angeles';
  for (const chat of state.chats.values()) chat.narrowSpaces = true;
  expect((await ask(path)).body).toMatchObject({
    data: [{ date: '8/12/2024', time: '2:15:08\u202fAM' }, {}, {}, {}, {}, {}],
  });
});

test.each([
  ['?page=0', 400, 'page and limit must be positive integers'],
  ['?limit=ten', 400, 'page and limit must be positive integers'],
  ['/1.2.x/transcript', 404, 'Chat not found'],
  ['/1.2.x', 404, 'Not found'],
])('GET …%s', async (path, status, message) => {
  const { ask } = await openCompany({ sizes: { chats: 1 }, requestId: () => 'r' });
  expect(await ask(path)).toMatchObject({ status, body: { success: false, message, request_id: 'r' } });
});

test.each([{}, { 'x-api-key': 'other' }, { authorization: 'Bearer sandbox-public.sandbox-secret' }])(
  'no valid key: %j',
  async (headers) => {
    const { url } = await openCompany({ sizes: { chats: 1 } });
    expect(await call(`${url}/api/chats/company_chats`, { headers })).toMatchObject({
      status: 401,
      body: { success: false, message: 'Unauthorized' },
    });
  },
);
