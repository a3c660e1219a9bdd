/** Against a live gateway: once, whatever happens on the way. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ClientError, GraphQLClient, gql } from 'graphql-request';
import { startLiveGateway, type LiveGateway } from '../../test/support/live-gateway.ts';
import { WAITING, type Waiting } from './operations.ts';
import { sendOnce } from './send-once.ts';
import { outcomeOf } from './until-known.ts';

const run = promisify(execFile);
const policy = { attempts: 5, pause: 50 };

let gateway: LiveGateway;
let client: GraphQLClient;
before(async () => {
  gateway = await startLiveGateway({ limits: { callTimeout: 2, readRetries: 0, breakerOpen: 0.1 } });
  client = new GraphQLClient(gateway.url);
});
after(() => gateway.stop());
afterEach(() => gateway.setFaults('xe', []));

async function waiting(): Promise<string> {
  const { conversations } = await client.request<Waiting>(WAITING, { first: 1 });
  return conversations?.nodes[0]?.id ?? '';
}

/** How often the latest messages of a conversation hold a text. */
async function count(conversationId: string, content: string): Promise<number> {
  const { conversation } = await client.request<{
    conversation: { messages: { nodes: { content: string | null }[] } };
  }>(
    gql`
      query ($id: ID!) {
        conversation(id: $id) {
          messages(last: 20) {
            nodes {
              content
            }
          }
        }
      }
    `,
    { id: conversationId },
    { 'cache-control': 'no-cache' },
  );
  return conversation.messages.nodes.filter((message) => message.content === content).length;
}

test('the script sends, and sends nothing more when it runs again', async () => {
  const environment = { ...process.env, SWITCHBOARD_URL: gateway.url };
  const once = await run(process.execPath, ['follow-up.ts', '2'], { env: environment });
  assert.equal(once.stdout.match(/: sent, message /g)?.length, 2, once.stdout);
  assert.match(once.stdout, /zaia: SKIPPED/);
  const again = await run(process.execPath, ['follow-up.ts', '2'], { env: environment });
  // The rows stand in another order now; the messages are the same.
  assert.deepEqual(again.stdout.split('\n').sort(), once.stdout.split('\n').sort());
});

test('what was refused for now is sent once it is taken', async () => {
  const conversationId = await waiting();
  await gateway.setFaults('xe', [{ kind: 'rate-limit', method: 'POST', times: 2 }]);
  await sendOnce(client, { conversationId, content: 'Refused twice.', key: 'refused' }, policy);
  assert.equal(await count(conversationId, 'Refused twice.'), 1);
});

test('what arrived although no answer came is not sent again', async () => {
  const conversationId = await waiting();
  await gateway.setFaults('xe', [{ kind: 'latency', method: 'POST', times: 1, milliseconds: 3000 }]);
  const id = await sendOnce(
    client,
    { conversationId, content: 'Answered too late.', key: 'late' },
    { ...policy, pause: 1500 },
  );
  assert.notEqual(id, null);
  assert.equal(await count(conversationId, 'Answered too late.'), 1);
});

test('what may have been lost is left to people', async () => {
  const conversationId = await waiting();
  await gateway.setFaults('xe', [{ kind: 'reset', method: 'POST', times: 1 }]);
  await assert.rejects(
    sendOnce(client, { conversationId, content: 'Lost.', key: 'lost' }, { attempts: 2, pause: 50 }),
    (error) => error instanceof ClientError && outcomeOf(error) === 'UNKNOWN',
  );
  assert.equal(await count(conversationId, 'Lost.'), 0);
});

test('what is wrong is not tried again', async () => {
  await assert.rejects(
    sendOnce(client, { conversationId: 'no id', content: 'Hi', key: 'wrong' }, policy),
    /INVALID/,
  );
});
