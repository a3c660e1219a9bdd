import { expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../../src/domain.ts';
import type { SinceListing } from '../../../src/providers/provider.ts';
import { squirrelstack } from '../../../src/providers/squirrelstack/index.ts';
import { type SquirrelStackOptions, startSquirrelStack } from '../../../src/sandbox/squirrelstack/index.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';

const call = testCall();
const NOON = Date.parse('2026-03-31T12:00:00Z');

/** A widget with one conversation, of three messages: two equal ones at noon, one with a file a minute later. */
async function start(options: SquirrelStackOptions = {}) {
  const sandbox = await startSquirrelStack({ sizes: { conversations: 2 }, ...options });
  onTestFinished(() => sandbox.close());
  const conversation = sandbox.state.addConversation({
    visitorToken: 'jane-7f3',
    conversationToken: 'c',
    name: 'Jane Doe',
    email: 'jane@example.com',
  });
  const file = { id: 5, name: 'a.txt', contentType: 'text/plain', content: new Uint8Array(3), size: 3 };
  for (const [timestamp, body] of [
    [NOON, 'Hello?'],
    [NOON, 'Hello?'],
    [NOON + 60_000, 'See this'],
  ] as const) {
    const files = body === 'Hello?' ? [] : [file];
    sandbox.state.addMessage(conversation, {
      direction: 'inbound',
      author: 'Jane Doe',
      body,
      timestamp,
      files,
    });
  }
  const origin = options.allowedOrigins?.[0];
  const { adapter } = connect(squirrelstack, 'site', {
    baseUrl: sandbox.url,
    siteKey: sandbox.credential,
    ...(origin === undefined ? {} : { origin }),
  });
  const listing = adapter.messages?.open({ source: 'site', nativeId: 'jane-7f3' });
  return { adapter, messages: listing as SinceListing<Message> };
}

test.each(['strict', 'inclusive'] as const)('messages keep their keys where since is %s', async (since) => {
  const { messages } = await start({ since });
  const all = await messages.read(undefined, call);
  const keys = all.rows.map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
  const later = await messages.read('2026-03-31T12:00:00.000Z', call);
  expect(later.rows.map(({ key }) => key)).toEqual(since === 'strict' ? keys.slice(2) : keys);
});

test.each(['files', 'attachments'] as const)('attachments under %s', async (fileKey) => {
  const { messages } = await start({ fileKey });
  const { rows } = await messages.read(undefined, call);
  expect(rows.at(-1)?.attachments).toEqual([
    {
      key: expect.any(String) as string,
      fileId: '5',
      activityId: expect.stringMatching(/^\d+$/) as string,
      name: 'a.txt',
      contentType: 'text/plain',
      size: 3,
    },
  ]);
});

test('a site key bound to an origin is presented with it', async () => {
  const { adapter } = await start({ allowedOrigins: ['https://shop.example'] });
  await expect(adapter.getConversation?.('jane-7f3', {}, call)).resolves.toMatchObject({
    createdAt: '2026-03-31T12:00:00.000Z',
    lastActivityAt: '2026-03-31T12:01:00.000Z',
  });
});
