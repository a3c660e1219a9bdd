import { expect, test } from 'vitest';
import type { Conversation } from '../../../src/domain.ts';
import { UpstreamRefusal } from '../../../src/errors.ts';
import { uuid } from '../../sandbox/zaia/workspace.ts';
import { KEY, openSandbox } from './workspace.ts';

const PLAIN = `/api/v1/chats/${uuid(12)}`;
const DETAILS = `${PLAIN}/details`;

const wants: [fields: (keyof Conversation)[] | undefined, paths: string[]][] = [
  [[], [PLAIN]],
  [['title', 'createdAt', 'updatedAt', 'isRemoved', 'lastActivityAt'], [PLAIN]],
  [['status', 'rawStatus', 'unreadCount'], [PLAIN]],
  [['title', 'contact'], [DETAILS]],
  [['messages'], [DETAILS]],
  [['raw'], [DETAILS]],
  [
    ['updatedAt', 'ticket'],
    [PLAIN, DETAILS],
  ],
  [undefined, [PLAIN, DETAILS]],
];

test.each(wants)('a conversation for %j is read from %j', async (fields, paths) => {
  const { workspace, get, sent } = await openSandbox();
  const conversation = await get(uuid(12), fields);
  expect(conversation).toMatchObject({ nativeId: uuid(12), title: null });
  for (const field of fields ?? []) expect(conversation?.[field]).not.toBeUndefined();
  const requests = workspace.requests.toSorted((one, other) => one.path.length - other.path.length);
  expect(requests).toMatchObject(
    paths.map((path) => ({ method: 'GET', path, query: '', headers: { authorization: KEY }, status: 200 })),
  );
  for (const { cache } of sent) {
    expect(cache).toEqual({ kind: 'conversations', epochs: [`conversation:${uuid(12)}`] });
  }
});

test.each([uuid(411), uuid(412)])('a conversation under version %s of its assignee', async (version) => {
  const { workspace, get, sent } = await openSandbox();
  const conversation = await get(uuid(12), ['title'], version);
  expect(conversation?.assigneeVersion?.nativeId).toBe(version);
  expect(workspace.requests).toMatchObject([{ path: DETAILS, query: `responderVersionId=${version}` }]);
  expect(sent).toMatchObject([{ template: '/api/v1/chats/{id}/details' }]);
});

test('both forms make one conversation, under the plain form’s ids', async () => {
  const { get } = await openSandbox({ identities: 'split' });
  const detailed = await get(uuid(12), ['contact']);
  expect(detailed).toMatchObject({ contact: { nativeId: uuid(212) }, assignee: { nativeId: uuid(312) } });
  expect(detailed?.updatedAt).toBeUndefined();
  expect(await get(uuid(12))).toMatchObject({
    updatedAt: '2026-03-31T12:00:00.000Z',
    contact: { nativeId: uuid(202), identifier: '+15550001234' },
    assignee: { nativeId: uuid(302), name: 'Ava' },
    inbox: { nativeId: uuid(102), name: 'Phone' },
  });
});

test('what does not exist is null', async () => {
  const { workspace, get } = await openSandbox();
  expect(await get(uuid(99), ['title'])).toBeNull();
  expect(await get(uuid(99), ['contact'])).toBeNull();
  expect(await get(uuid(99))).toBeNull();
  const calls = workspace.requests.length;
  expect(await get('42')).toBeNull();
  expect(await get('..')).toBeNull();
  expect(workspace.requests).toHaveLength(calls);
});

test('messages are the previews of the details', async () => {
  const { workspace, adapter, messagesOf } = await openSandbox();
  const conversation = { source: 'zaia', nativeId: uuid(12) };
  const { rows } = await messagesOf(conversation);
  expect(adapter.messages?.completeness).toBe('PREVIEW');
  expect(rows[0]?.conversation).toBe(conversation);
  expect(rows.map(({ content }) => content)).toEqual(['Question 12', 'Answer 12']);
  expect(workspace.requests).toMatchObject([{ path: DETAILS }]);
  const missing = messagesOf({ source: 'zaia', nativeId: uuid(99) });
  await expect(missing).rejects.toBeInstanceOf(UpstreamRefusal);
});

test('a message keeps its key when it becomes the last but one', async () => {
  const { workspace, messagesOf } = await openSandbox();
  const conversation = { source: 'zaia', nativeId: uuid(12) };
  const before = await messagesOf(conversation);
  const chat = workspace.state.chats.get(uuid(12));
  chat?.previews.shift();
  chat?.previews.push({ content: 'Thanks!', role: 'user', createdAt: Date.parse('2026-03-31T12:01:00Z') });
  const after = await messagesOf(conversation);
  expect(after.rows.map(({ content }) => content)).toEqual(['Answer 12', 'Thanks!']);
  expect(after.rows[0]?.key).toBe(before.rows[1]?.key);
});
