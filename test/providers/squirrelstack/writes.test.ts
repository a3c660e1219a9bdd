import { expect, onTestFinished, test } from 'vitest';
import { UpstreamRefusal } from '../../../src/errors.ts';
import { squirrelstack } from '../../../src/providers/squirrelstack/index.ts';
import { startSquirrelStack, type SquirrelStackOptions } from '../../../src/sandbox/index.ts';
import { Secret } from '../../../src/secret.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';

const call = testCall();

async function start(options: SquirrelStackOptions = {}) {
  const sandbox = await startSquirrelStack(options);
  onTestFinished(() => sandbox.close());
  const { adapter, sent } = connect(squirrelstack, 'site', {
    baseUrl: sandbox.url,
    siteKey: sandbox.credential,
  });
  const { createConversation, sendMessage } = adapter;
  if (createConversation === undefined || sendMessage === undefined) throw new Error();
  return { sandbox, sent, createConversation, sendMessage };
}

const input = {
  contactName: 'Jane Doe',
  contactEmail: 'jane@example.com',
  content: 'Hi',
  visitorToken: new Secret('a-new-visitor'),
};

/** What the page's own refusals say, each brought about at the sandbox. */
test.each([
  [{ ...input, contactName: '' }, undefined],
  [
    { ...input, contactEmail: 'jane' },
    { code: 'INVALID', field: 'contactEmail' },
  ],
  [
    { ...input, content: 'x'.repeat(10_001) },
    { code: 'TOO_LONG', field: 'content' },
  ],
  [
    { ...input, visitorToken: new Secret('demo-visitor-1') },
    { code: 'CONFLICT', field: 'visitorToken' },
  ],
])('a documented refusal names its field', async (wrong, expected) => {
  const { createConversation } = await start();
  const error: unknown = await createConversation.run(wrong, call).catch((thrown: unknown) => thrown);
  if (!(error instanceof UpstreamRefusal)) throw new Error('It was not refused.');
  const problem = await createConversation.problem?.(error, wrong, call);
  if (expected === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatchObject(expected);
});

test('the new conversation is its token; the other token of the reply is kept nowhere', async () => {
  const { createConversation } = await start({ conversationToken: () => 'secret-of-theirs' });
  const { conversation, autoReply } = await createConversation.run(input, call);
  expect(conversation).toMatchObject({ source: 'site', nativeId: input.visitorToken, status: null });
  expect(conversation.createdAt).toBeUndefined();
  expect(autoReply).toBe("Thanks for reaching out! We'll get back to you soon.");
  expect(JSON.stringify(conversation)).not.toContain('secret-of-theirs');
});

test('a reply without an automatic answer is one without', async () => {
  const { createConversation } = await start({
    reshape: ({ status, body }) => (status === 201 ? { conversation_token: 'x' } : body),
  });
  await expect(createConversation.run(input, call)).resolves.toMatchObject({ autoReply: null });
});

test('writes touch the conversation that they concern, by a name that tells nothing', async () => {
  const { createConversation, sendMessage, sent } = await start();
  await createConversation.run(input, call);
  await sendMessage.run(
    { conversation: { source: 'site', nativeId: input.visitorToken }, content: 'More' },
    call,
  );
  const [created, replied] = sent;
  expect(created?.touches).toEqual([expect.stringMatching(/^messages:[\w-]{16}$/)]);
  expect(replied?.touches).toEqual(created?.touches);
  expect([created?.budget, replied?.budget]).toEqual(['create', 'reply']);
});

test('the moment of a message lies within the span that is told', async () => {
  const { sendMessage, sandbox } = await start();
  const nativeId = new Secret('demo-visitor-1');
  const { message, span } = await sendMessage.run(
    { conversation: { source: 'site', nativeId }, content: 'When?' },
    call,
  );
  expect(message).toBeNull();
  const written = sandbox.state.conversations.get('demo-visitor-1')?.messages.at(-1)?.timestamp ?? 0;
  const shown = new Date(Math.floor(written / 1000) * 1000).toISOString();
  expect(span && span.from <= shown && shown <= span.to).toBe(true);
});
