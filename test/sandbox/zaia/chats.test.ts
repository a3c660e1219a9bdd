import { expect, test } from 'vitest';
import { openWorkspace, uuid } from './workspace.ts';

// The page shows no example values: the fields are its "Required" ones, all of them and no other.
const plain12 = {
  createdAt: '2026-03-31T11:59:00.000Z',
  id: uuid(12),
  isRemoved: false,
  updatedAt: '2026-03-31T12:00:00.000Z',
  channelId: uuid(102),
  currentResponderId: uuid(302),
  lastChatMessageCreatedAt: '2026-03-31T12:00:00.000Z',
  ownerId: uuid(202),
  responderId: uuid(302),
  title: null,
  workspaceId: '5f0c8a52-6d0e-4b7e-9f57-0d3b1c1f7a10',
};

const detailed12 = {
  channelId: uuid(102),
  channelName: 'Phone',
  channelType: 'waha',
  createdAt: '2026-03-31T11:59:00.000Z',
  id: uuid(12),
  isOwnerBlocked: null,
  isRemoved: false,
  lastMessageContent: 'Answer 12',
  lastMessageCreatedAt: '2026-03-31T12:00:00.000Z',
  lastMessageRole: 'assistant',
  ownerEmail: null,
  ownerId: uuid(202),
  ownerIdentifier: '+15550001234',
  ownerName: null,
  penultimateMessageContent: 'Question 12',
  penultimateMessageCreatedAt: '2026-03-31T11:59:30.000Z',
  penultimateMessageRole: 'user',
  responderEntity: 'squads',
  responderId: uuid(302),
  responderName: 'Ava',
  responderPicture: null,
  responderVersionId: uuid(412),
  responderVersionNumber: 2,
  ticketId: uuid(500),
  ticketStatus: 'open',
  title: null,
  workspaceId: '5f0c8a52-6d0e-4b7e-9f57-0d3b1c1f7a10',
};

test('a chat, plain and with details, alone and in its list', async () => {
  const { ask } = await openWorkspace();
  expect(await ask(`/${uuid(12)}`)).toMatchObject({ status: 200, body: plain12 });
  expect((await ask(`/${uuid(12)}`)).body).toEqual(plain12);
  expect((await ask('?pageSize=1')).body).toEqual([plain12]);
  expect((await ask(`/${uuid(12)}/details`)).body).toEqual(detailed12);
  expect((await ask('/details?pageSize=1')).body).toEqual([detailed12]);
});

test('an earlier version of the responder, if the chat had it', async () => {
  const { ask } = await openWorkspace();
  const version = async (id: string) => (await ask(`/${uuid(12)}/details?responderVersionId=${id}`)).body;
  expect(await version(uuid(411))).toEqual({
    ...detailed12,
    responderVersionId: uuid(411),
    responderVersionNumber: 1,
  });
  expect(await version(uuid(401))).toEqual(detailed12);
});

test('identities may differ between the two forms; filters take either', async () => {
  const { ask, numbers } = await openWorkspace({ identities: 'split' });
  expect((await ask(`/${uuid(12)}`)).body).toEqual(plain12);
  expect((await ask(`/${uuid(12)}/details`)).body).toEqual({
    ...detailed12,
    ownerId: uuid(212),
    responderId: uuid(312),
  });
  expect(await numbers(`/details?responderIds=${uuid(312)}`)).toEqual([12, 9, 6, 3]);
  expect(await numbers(`?ownerIds=${uuid(212)}`)).toEqual([12, 8, 4]);
});

test('create', async () => {
  const { ask } = await openWorkspace();
  const json = { channelId: uuid(101), ownerId: uuid(201), title: 'Warranty' };
  const { status, body } = await ask('', { method: 'POST', json });
  expect(status).toBe(200);
  const { id } = body as { id: string };
  expect(body).toEqual({
    ...plain12,
    ...json,
    id,
    createdAt: '2026-03-31T13:00:00.000Z',
    updatedAt: '2026-03-31T13:00:00.000Z',
    currentResponderId: uuid(301),
    responderId: uuid(301),
    lastChatMessageCreatedAt: null,
  });
  expect((await ask('?pageSize=1')).body).toEqual([body]);
  expect((await ask(`/${id}/details`)).body).toMatchObject({
    lastMessageContent: null,
    penultimateMessageCreatedAt: null,
    responderVersionNumber: 2,
    ownerEmail: 'alice@example.com',
  });
  expect(await ask('', { method: 'POST', json: { ...json, channelId: null, title: null } })).toMatchObject({
    status: 200,
    body: { channelId: null, title: null },
  });
});

test('update what is named, null included', async () => {
  const { ask } = await openWorkspace();
  const patch = async (json: unknown) => (await ask(`/${uuid(12)}`, { method: 'PATCH', json })).body;
  const changed = { ...plain12, updatedAt: '2026-03-31T13:00:00.000Z' };
  expect(await patch({ title: 'Late parcel' })).toEqual({ ...changed, title: 'Late parcel' });
  expect(await patch({ lastChatMessageCreatedAt: '2026-01-01T00:00:00Z' })).toEqual({
    ...changed,
    title: 'Late parcel',
    lastChatMessageCreatedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(await patch({ lastChatMessageCreatedAt: null, title: null })).toEqual({
    ...changed,
    lastChatMessageCreatedAt: null,
  });
});

test('remove: softly, and twice does no harm', async () => {
  const { ask } = await openWorkspace();
  const remove = () => ask(`/${uuid(12)}`, { method: 'DELETE' });
  expect(await remove()).toMatchObject({ status: 200, body: { message: 'Chat removed.' } });
  expect(await remove()).toMatchObject({ status: 200 });
  expect((await ask(`/${uuid(12)}`)).body).toMatchObject({ isRemoved: true });
  expect((await ask(`/${uuid(12)}/details`)).body).toMatchObject({ isRemoved: true });
});
