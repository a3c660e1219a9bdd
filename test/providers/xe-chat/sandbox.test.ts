import { expect, onTestFinished, test } from 'vitest';
import { xeChat } from '../../../src/providers/xe-chat/index.ts';
import { type XeChatOptions, startXeChat } from '../../../src/sandbox/xe-chat/index.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';

const call = testCall();

async function start(options: XeChatOptions = {}) {
  const sandbox = await startXeChat({
    sizes: { conversations: 60, contacts: 30, longThreads: 1 },
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const { adapter } = connect(xeChat, 'xe', { baseUrl: sandbox.url, apiKey: sandbox.credential });
  return { sandbox, adapter };
}

test.each(['number', 'string'] as const)('every list reads with ids as %ss', async (idForm) => {
  const { adapter } = await start({ idForm });
  const conversations = adapter.listConversations?.open({ status: ['OPEN'] });
  const contacts = adapter.listContacts?.open({});
  const [agents, inboxes] = [adapter.listAgents?.(), adapter.listInboxes?.()];
  if (conversations?.walk !== 'page' || contacts?.walk !== 'page') throw new Error();
  if (agents?.walk !== 'whole' || inboxes?.walk !== 'whole') throw new Error();

  const first = (await conversations.read(1, 1, call)).rows[0];
  expect(first).toMatchObject({
    status: 'OPEN',
    contact: { nativeId: expect.stringMatching(/^\d+$/) as string },
  });
  if (first === undefined) throw new Error();
  await expect(adapter.getConversation?.(first.nativeId, {}, call)).resolves.toEqual(first);

  const messages = adapter.messages?.open(first);
  if (messages?.walk !== 'page') throw new Error();
  const { rows, total } = await messages.read(1, 100, call);
  expect(rows.map(({ createdAt }) => createdAt)).toEqual(rows.map(({ createdAt }) => createdAt).sort());
  expect(total).toBeGreaterThanOrEqual(rows.length);

  const contact = (await contacts.read(1, 1, call)).rows[0];
  await expect(adapter.getContact?.(contact?.nativeId ?? '', call)).resolves.toEqual(contact);
  expect((await agents.read(call)).rows).toContainEqual(
    expect.objectContaining({ nativeId: '7', name: 'Bob Jones', email: 'bob@yourcompany.com' }),
  );
  expect((await inboxes.read(call)).rows).toContainEqual(
    expect.objectContaining({ nativeId: '4', name: 'Support Email', channel: 'EMAIL' }),
  );
});

test('what the provider does not find, or finds malformed, is null', async () => {
  const { adapter } = await start();
  await expect(adapter.getConversation?.('999999', {}, call)).resolves.toBeNull();
  await expect(adapter.getConversation?.('not-a-number', {}, call)).resolves.toBeNull();
  await expect(adapter.getContact?.('999999', call)).resolves.toBeNull();
});

test('a private note is internal', async () => {
  const { adapter, sandbox } = await start();
  sandbox.state.addMessage({
    conversationId: 1024,
    type: 'outgoing',
    content: 'She called twice.',
    private: true,
    sender: { type: 'agent', id: 7 },
    createdAt: Date.now(),
  });
  const messages = adapter.messages?.open({ source: 'xe', nativeId: '1024' });
  if (messages?.walk !== 'page') throw new Error();
  const { rows } = await messages.read(1, 100, call);
  expect(rows.at(-1)).toMatchObject({ direction: 'INTERNAL', isPrivate: true, content: 'She called twice.' });
});

test('a row without an id is refused, and the error says where', async () => {
  const { adapter } = await start({
    reshape: ({ path, body }) => (path.endsWith('/agents') ? { data: [{}] } : body),
  });
  const agents = adapter.listAgents?.();
  if (agents?.walk !== 'whole') throw new Error();
  await expect(agents.read(call)).rejects.toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
    source: 'xe',
    message: expect.stringContaining('GET /v1/chat/agents') as string,
  });
});
