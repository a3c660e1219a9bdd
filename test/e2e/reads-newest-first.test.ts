/** SquirrelStack's page does not say how messages are sorted, and shows their times to the second. */
import { expect, onTestFinished, test } from 'vitest';
import type { Reply, SquirrelStackOptions } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { testCall } from '../support/call.ts';
import { startRig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { walkBackward, walkForward, type WalkedPage } from '../support/walk.ts';

const TOKEN = 'visitor-of-noon';
const NOON = Date.parse('2026-03-31T12:00:00Z');
/** Oldest first. */
const TOLD = [
  [NOON, 'a'],
  [NOON, 'b'],
  [NOON + 60_000, 'c'],
  [NOON + 90_000, 'd'],
  [NOON + 90_000, 'd'],
  [NOON + 90_000, 'e'],
] as const;
const TEXTS = TOLD.map(([, body]) => body);
const PATH = `/api/v1/chat/conversations/${TOKEN}/messages`;

interface Row {
  readonly id: string;
  readonly content: string;
}

const newestFirst = ({ body }: Reply) => (Array.isArray(body) ? body.toReversed() : body);

async function start(options: SquirrelStackOptions) {
  const rig = await startRig({ squirrelstack: { limits: false, ...options } }, { cache: { enabled: false } });
  onTestFinished(() => rig.close());
  const { state } = rig.sandbox.squirrelstack;
  const conversation = state.addConversation({
    visitorToken: TOKEN,
    conversationToken: 'c',
    name: 'Jane',
    email: 'jane@example.com',
  });
  for (const [timestamp, body] of TOLD) {
    state.addMessage(conversation, { direction: 'inbound', author: 'Jane', body, timestamp });
  }
  const id = globalId('Conversation', 'site', new Secret(TOKEN));
  const page = async (variables: object): Promise<WalkedPage<Row>> => {
    const { data, errors } = await rig.query<{ conversation: { messages: WalkedPage<Row> } }>(
      `query ($id: ID!, $first: Int, $last: Int, $after: String, $before: String, $since: DateTime) {
        conversation(id: $id) {
          messages(first: $first, last: $last, after: $after, before: $before, since: $since) {
            nodes { id content } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
      }`,
      { id, ...variables },
    );
    expect(errors).toBeUndefined();
    return data.conversation.messages;
  };
  return { ...rig, page };
}

const textsOf = (rows: readonly { readonly content: string | null }[]) => rows.map(({ content }) => content);

test.each(['strict', 'inclusive'] as const)(
  'messages of one second that come newest first are shown oldest first, where since is %s',
  async (since) => {
    const { page, query } = await start({ reshape: newestFirst, since });
    const { nodes } = await page({ first: 100 });
    expect(textsOf(nodes)).toEqual(TEXTS);
    for (const size of [1, 2, 4]) {
      expect(await walkForward((after) => page({ first: size, after })), `first ${String(size)}`).toEqual(
        nodes,
      );
      expect(await walkBackward((before) => page({ last: size, before })), `last ${String(size)}`).toEqual(
        nodes,
      );
    }
    const late = new Date(NOON + 90_000).toISOString();
    expect(await walkForward((after) => page({ first: 2, after, since: late }))).toEqual(nodes.slice(3));
    const ids = nodes.map(({ id }) => id);
    const found = await query('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Message { content } } }', {
      ids,
    });
    expect(found.data).toEqual({ nodes });
  },
);

test('where one second is all that came since a moment, all messages tell how they are sorted', async () => {
  const rig = await start({});
  const site = rig.gateway.sources.find(({ key }) => key === 'site');
  const list = site?.adapter.messages?.open({ source: 'site', nativeId: new Secret(TOKEN) });
  if (list?.walk !== 'since') throw new Error('They are walked by since.');
  const callsSince = async (seconds: number, expected: readonly string[]) => {
    const since = new Date(NOON + 1000 * seconds - 1).toISOString();
    const { rows } = await list.read(since, testCall());
    expect(textsOf(rows.filter(({ createdAt }) => (createdAt ?? '') >= since))).toEqual(expected);
    return rig.calls().map((call) => call.replace(/=.*/, '=…'));
  };
  const all = `GET ${PATH}`;
  expect(await callsSince(60, ['c', 'd', 'd', 'e'])).toEqual([`${all}?since=…`]);
  expect(await callsSince(90, ['d', 'd', 'e'])).toEqual([`${all}?since=…`, all]);
  expect(await callsSince(91, [])).toEqual([`${all}?since=…`]);
});
