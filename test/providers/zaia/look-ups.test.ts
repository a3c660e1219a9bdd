import { expect, test } from 'vitest';
import { uuid } from '../../sandbox/zaia/workspace.ts';
import { KEY, openSandbox } from './workspace.ts';

const ALL_TYPES =
  'channelTypes=widget&channelTypes=waha&channelTypes=whatsapp&channelTypes=instagram&channelTypes=api';

test('a contact is the owner of its latest chat, whose details tell of them', async () => {
  const { workspace, contact, sent } = await openSandbox({ identities: 'split' });
  expect(await contact(uuid(202))).toEqual({
    source: 'zaia',
    nativeId: uuid(202),
    carrier: { source: 'zaia', nativeId: uuid(12) },
  });
  const headers = { authorization: KEY };
  expect(workspace.requests).toMatchObject([
    { path: '/api/v1/chats', query: `${ALL_TYPES}&ownerIds=${uuid(202)}&pageSize=1`, headers },
  ]);
  expect(sent).toMatchObject([{ cache: { kind: 'contacts', epochs: ['conversations'] } }]);
});

test('an agent is the responder of a chat it answers', async () => {
  const { workspace, agent, sent } = await openSandbox({ identities: 'split' });
  expect(await agent(uuid(302))).toMatchObject({ nativeId: uuid(302), kind: 'TEAM', name: 'Ava' });
  expect(workspace.requests).toMatchObject([
    { path: '/api/v1/chats/details', query: `responderIds=${uuid(302)}&pageSize=1` },
  ]);
  expect(sent).toMatchObject([{ cache: { kind: 'agents', epochs: ['conversations'] } }]);
});

test('an inbox is the channel of a chat on it', async () => {
  const { workspace, inbox, sent } = await openSandbox();
  expect(await inbox(uuid(102))).toMatchObject({
    nativeId: uuid(102),
    name: 'Phone',
    channel: 'WHATSAPP',
    rawChannel: 'waha',
  });
  expect(workspace.requests).toMatchObject([
    { path: '/api/v1/chats/details', query: `channelIds=${uuid(102)}&pageSize=1` },
  ]);
  expect(sent).toMatchObject([{ cache: { kind: 'inboxes', epochs: ['conversations'] } }]);
});

test('whom no chat concerns is null', async () => {
  const { contact, agent, inbox } = await openSandbox();
  expect(await Promise.all([contact(uuid(99)), agent(uuid(99)), inbox(uuid(99))])).toEqual([
    null,
    null,
    null,
  ]);
});

test('what is no UUID is null without a call', async () => {
  const { workspace, contact, agent, inbox } = await openSandbox();
  expect(await Promise.all([contact('42'), agent('ava'), inbox('')])).toEqual([null, null, null]);
  expect(workspace.requests).toEqual([]);
});
