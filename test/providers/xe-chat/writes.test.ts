import { expect, onTestFinished, test } from 'vitest';
import { UpstreamRefusal } from '../../../src/errors.ts';
import { xeChat } from '../../../src/providers/xe-chat/index.ts';
import { startXeChat, type XeChatOptions } from '../../../src/sandbox/index.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';

const call = testCall();
const conversation = { source: 'xe', nativeId: '1024' };

async function start(options: XeChatOptions = {}) {
  const sandbox = await startXeChat({ sizes: { conversations: 10, contacts: 10 }, ...options });
  onTestFinished(() => sandbox.close());
  const { adapter, sent } = connect(xeChat, 'xe', { baseUrl: sandbox.url, apiKey: sandbox.credential });
  const { createConversation, updateConversation, sendMessage, createContact, createAgent } = adapter;
  if (!createConversation || !updateConversation || !sendMessage || !createContact || !createAgent) {
    throw new Error();
  }
  return { sandbox, sent, createConversation, updateConversation, sendMessage, createContact, createAgent };
}

/** A refusal in the page's own, general words: which of several ids is meant has to be found out. */
const general =
  (status: 404 | 422) =>
  (): NonNullable<XeChatOptions['reshape']> =>
  ({ status: given, body }) =>
    given === status
      ? {
          error: 'Not Found',
          message:
            status === 404
              ? 'Conversation, contact, or agent ID not found.'
              : 'inbox_id or contact_id does not exist in your account.',
        }
      : body;

test.each([
  ['conversation', '9999', '7'],
  ['assigneeId', '1024', '9999'],
])('a 404 that names all it could mean is about the %s', async (field, nativeId, assigneeId) => {
  const { updateConversation } = await start({ reshape: general(404)() });
  const input = { conversation: { source: 'xe', nativeId }, assigneeId };
  const error: unknown = await updateConversation.run(input, call).catch((thrown: unknown) => thrown);
  if (!(error instanceof UpstreamRefusal)) throw new Error('It was not refused.');
  await expect(updateConversation.problem?.(error, input, call)).resolves.toMatchObject({
    code: 'NOT_FOUND',
    field,
  });
});

test.each([
  ['contactId', '3', '9999'],
  ['inboxId', '9999', '55'],
])('a 422 that names all it could mean is about the %s', async (field, inboxId, contactId) => {
  const { createConversation } = await start({ reshape: general(422)() });
  const input = { inboxId, contactId };
  const error: unknown = await createConversation.run(input, call).catch((thrown: unknown) => thrown);
  if (!(error instanceof UpstreamRefusal)) throw new Error('It was not refused.');
  await expect(createConversation.problem?.(error, input, call)).resolves.toMatchObject({
    code: 'NOT_FOUND',
    field,
  });
});

test('writes touch what they change', async () => {
  const { sent, ...write } = await start();
  await write.createConversation.run({ inboxId: '3', contactId: '55' }, call);
  await write.updateConversation.run({ conversation, status: 'OPEN' }, call);
  await write.sendMessage.run({ conversation, content: 'Hi' }, call);
  await write.createContact.run({ name: 'New' }, call);
  await write.createAgent.run({ name: 'New', email: 'new@example.com' }, call);
  const thread = ['conversations', 'conversation:1024', 'messages:1024'];
  expect(sent.map(({ touches }) => touches)).toEqual([
    ['conversations', 'contacts', 'contact:55'],
    thread,
    thread,
    ['contacts'],
    ['agents'],
  ]);
});

test('a PATCH’s reply tells what it tells, and leaves the rest to be loaded', async () => {
  const { updateConversation } = await start();
  const changed = await updateConversation.run({ conversation, status: 'SNOOZED', assigneeId: null }, call);
  expect(changed).toMatchObject({
    status: 'SNOOZED',
    assignee: null,
    handledBy: 'NONE',
    updatedAt: expect.any(String) as string,
  });
  const { contact, unreadCount, createdAt, lastActivityAt } = changed;
  expect([contact, unreadCount, createdAt, lastActivityAt]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('ids as texts are read like numbers', async () => {
  const { createConversation, sendMessage } = await start({ idForm: 'string' });
  const created = await createConversation.run({ inboxId: '3', contactId: '55' }, call);
  expect(created.conversation).toMatchObject({
    nativeId: expect.stringMatching(/^\d+$/) as string,
    contact: { nativeId: '55' },
  });
  const sent = await sendMessage.run({ conversation, content: 'Hi', agentId: '8' }, call);
  expect(sent.message).toMatchObject({
    nativeId: expect.stringMatching(/^\d+$/) as string,
    author: { agent: { nativeId: '8' } },
  });
});
