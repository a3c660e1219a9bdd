import { expect, onTestFinished, test } from 'vitest';
import { UpstreamRefusal } from '../../../src/errors.ts';
import { zaia } from '../../../src/providers/zaia/index.ts';
import { startZaia, type ZaiaOptions } from '../../../src/sandbox/index.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';

const call = testCall();
const NOBODY = '0b9f9b4e-8f5b-4a1e-9a67-4a3c51f0a001';

async function start(options: ZaiaOptions = {}) {
  const sandbox = await startZaia({ sizes: { chats: 20 }, ...options });
  onTestFinished(() => sandbox.close());
  const { adapter, sent } = connect(zaia, 'zaia', { baseUrl: sandbox.origin, apiKey: sandbox.credential });
  const { createConversation, updateConversation, deleteConversation } = adapter;
  if (!createConversation || !updateConversation || !deleteConversation) throw new Error();
  const [chat] = sandbox.state.chats.values();
  const [channel] = sandbox.state.channels.values();
  if (chat === undefined || channel === undefined) throw new Error();
  return { sandbox, sent, chat, channel, createConversation, updateConversation, deleteConversation };
}

test('what does not exist is named by its field', async () => {
  const { createConversation, chat, channel } = await start();
  const problemOf = async (input: { contactId: string; inboxId: string }) => {
    const error: unknown = await createConversation.run(input, call).catch((thrown: unknown) => thrown);
    return error instanceof UpstreamRefusal ? createConversation.problem?.(error, input, call) : undefined;
  };
  expect(await problemOf({ contactId: NOBODY, inboxId: channel.id })).toMatchObject({
    code: 'NOT_FOUND',
    field: 'contactId',
  });
  expect(await problemOf({ contactId: chat.ownerId, inboxId: NOBODY })).toMatchObject({
    code: 'NOT_FOUND',
    field: 'inboxId',
  });
});

test('a refusal to delete what is removed already is a success', async () => {
  const { deleteConversation, chat, sandbox } = await start({
    middleware: [
      (context, next) =>
        context.req.method === 'DELETE' && chatIsRemoved()
          ? Promise.resolve(context.json({ code: 'NOT_FOUND', message: 'Chat not found.' }, 404))
          : next(),
    ],
  });
  const chatIsRemoved = () => sandbox.state.chats.get(chat.id)?.isRemoved === true;
  const conversation = { source: 'zaia', nativeId: chat.id };
  chat.isRemoved = false;
  await deleteConversation.run({ conversation }, call);
  expect(chat.isRemoved).toBe(true);
  await expect(deleteConversation.run({ conversation }, call)).resolves.toBeUndefined();
});

test('a refusal to delete what was never there is one', async () => {
  const { deleteConversation } = await start();
  const gone = deleteConversation.run({ conversation: { source: 'zaia', nativeId: NOBODY } }, call);
  await expect(gone).rejects.toMatchObject({ status: 404 });
});

test('writes touch the lists and the chat', async () => {
  const { createConversation, updateConversation, deleteConversation, sent, chat } = await start();
  const conversation = { source: 'zaia', nativeId: chat.id };
  await createConversation.run({ contactId: chat.ownerId }, call);
  await updateConversation.run({ conversation, title: 'T' }, call);
  await deleteConversation.run({ conversation }, call);
  const both = ['conversations', `conversation:${chat.id}`];
  expect(sent.map(({ touches }) => touches)).toEqual([['conversations'], both, both]);
});
