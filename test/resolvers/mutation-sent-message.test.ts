import { expect, onTestFinished, test } from 'vitest';
import type { SquirrelStackOptions } from '../../src/sandbox/index.ts';
import { hang } from '../../src/sandbox/shared/hang.ts';
import { Secret } from '../../src/secret.ts';
import { startRig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate, mutated } from '../support/mutate.ts';

const TOKEN = 'demo-visitor-1';
const conversationId = globalId('Conversation', 'site', new Secret(TOKEN));
const PATH = `/api/v1/chat/conversations/${TOKEN}/messages`;
const SELECTION = 'message { id content createdAt direction }';

interface Sent {
  message: { id: string; createdAt: string } | null;
}

async function start(options: SquirrelStackOptions = {}) {
  const rig = await startRig({ squirrelstack: options });
  onTestFinished(() => rig.close());
  const { state } = rig.sandbox.squirrelstack;
  const conversation = state.conversations.get(TOKEN);
  if (conversation === undefined) throw new Error();
  /** As the visitor's own widget would. */
  const say = (body: string, timestamp: number) =>
    state.addMessage(conversation, { direction: 'inbound', body, timestamp, author: conversation.name });
  const send = (content: string) =>
    mutated<Sent>(rig.query, 'sendMessage', { conversationId, content }, SELECTION);
  /** Ids of the messages with that text, oldest first. */
  const idsOf = async (content: string) => {
    const { data } = await rig.query<{
      conversation: { messages: { nodes: { id: string; content: string }[] } };
    }>(
      'query ($id: ID!) { conversation(id: $id) { messages(last: 100) { nodes { id content } } } }',
      { id: conversationId },
      { 'cache-control': 'no-cache' },
    );
    return data.conversation.messages.nodes.filter((node) => node.content === content).map(({ id }) => id);
  };
  return { ...rig, say, send, idsOf };
}

test('it is read back only where it is selected', async () => {
  const rig = await start();
  const { query, send } = rig;
  await mutated(query, 'sendMessage', { conversationId, content: 'Unseen' }, 'conversation { id }');
  const skipped = await query(
    `mutation ($id: ID!) { sendMessage(input: { conversationId: $id, content: "Skipped" }) { message @skip(if: true) { id } } }`,
    { id: conversationId },
  );
  expect(skipped.errors).toBeUndefined();
  expect(rig.calls()).toEqual([`POST ${PATH}`, `POST ${PATH}`]);
  expect((await send('Seen')).message).toMatchObject({ content: 'Seen', direction: 'INBOUND' });
  expect(rig.calls()).toEqual([`GET ${PATH}`, `POST ${PATH}`, `GET ${PATH}`]);
});

test.each(['a day', 'no time at all'])('an equal message from %s before is not taken for it', async (age) => {
  const { say, send, idsOf } = await start();
  say('Hello?', age === 'a day' ? Date.now() - 86_400_000 : Date.now());
  const [older] = await idsOf('Hello?');
  const { message } = await send('Hello?');
  expect(message?.id).not.toBe(older);
  expect(await idsOf('Hello?')).toEqual([older, message?.id]);
});

test('equal messages one after the other are each their own', async () => {
  const { send, idsOf } = await start();
  const sent = [];
  for (let count = 0; count < 4; count += 1) sent.push((await send('ok')).message?.id);
  expect(new Set(sent).size).toBe(4);
  expect(await idsOf('ok')).toEqual(sent);
});

test('one that is not shown yet is null, never an older one', async () => {
  let hidden = '';
  const { say, send } = await start({
    reshape: ({ body }) =>
      Array.isArray(body)
        ? (body as { body: string }[]).filter((row, at) => row.body !== hidden || at === 0)
        : body,
  });
  say('Again', Date.now() - 5000);
  expect((await send('Fine')).message).not.toBeNull();
  hidden = 'Unshown';
  expect((await send('Unshown')).message).toBeNull();
});

test('with an equal one written by someone else meanwhile it cannot be told, and is null', async () => {
  const { say, send } = await start({
    middleware: [
      async ({ req }, next) => {
        await next();
        if (req.method === 'POST') say('Me too', Date.now());
      },
    ],
  });
  expect((await send('Me too')).message).toBeNull();
});

test('with an equal one written at another time meanwhile it is the one of the reply’s second', async () => {
  const { say, send } = await start({
    middleware: [
      async ({ req }, next) => {
        if (req.method === 'POST') say('Me too', Date.now() - 60_000);
        await next();
      },
    ],
  });
  const { message } = await send('Me too');
  expect(Date.parse(message?.createdAt ?? '')).toBeGreaterThan(Date.now() - 30_000);
});

test('where the messages cannot be read beforehand it is sent all the same', async () => {
  let failing = true;
  const { query } = await start({
    middleware: [
      async (context, next) => {
        if (context.req.method === 'GET' && failing) {
          failing = false;
          return context.json({ error: 'Not now' }, 400);
        }
        return next();
      },
    ],
  });
  const { payload, answer } = await mutate<Sent>(
    query,
    'sendMessage',
    { conversationId, content: 'Sent' },
    SELECTION,
  );
  expect(answer.errors).toBeUndefined();
  expect(payload).toMatchObject({ message: { content: 'Sent' }, userErrors: [] });
});

test('a look beforehand that takes too long does not keep the message from being sent', async () => {
  let hanging = true;
  const { send } = await start({
    middleware: [
      async (context, next) => {
        if (context.req.method !== 'GET' || !hanging) return next();
        hanging = false;
        return hang(context);
      },
    ],
  });
  expect((await send('Patience')).message).toMatchObject({ content: 'Patience' });
});

test('a message of a provider’s clock that is hours off is found', async () => {
  const { send, idsOf } = await start({ now: () => Date.now() - 10_000_000 });
  expect(await idsOf('Late')).toEqual([]);
  const first = (await send('Late')).message;
  const second = (await send('Late')).message;
  expect(await idsOf('Late')).toEqual([first?.id, second?.id]);
});
