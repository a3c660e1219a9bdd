/** Reads of one list that are begun at the same time share the first page: the largest one has the rows of all. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const LIST = 'GET /v1/chat/conversations';
const THREAD = `${LIST}/1024/messages`;

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
beforeEach(() => void rig.calls());

const rowsOf = (data: unknown) => (data as { conversations: { nodes: object[] } }).conversations.nodes;

describe.each([true, false])('where the cache is enabled: %s', (enabled) => {
  /** The answer of a gateway that has asked for nothing yet, and the calls that it took and was planned to take. */
  async function read(document: string, variables: Readonly<Record<string, unknown>> = {}) {
    const gateway = createGateway(configOver(rig.sandbox, { cache: { enabled } }));
    const query = queryOf(gateway);
    const dry = await query(document, variables, { 'switchboard-explain': 'plan' });
    const { upstreamCalls } = dry.extensions?.['switchboard'] as { upstreamCalls: number };
    const { data, errors } = await query(document, variables);
    await gateway.dispose();
    expect(errors).toBeUndefined();
    return { data, calls: rig.calls(), planned: upstreamCalls };
  }

  test.each([
    [['lastMessage { content }', 'messages(first: 5) { nodes { content } pageInfo { hasNextPage } }']],
    [['messages(first: 5) { nodes { content } }', 'transcript { entryCount }']],
    [['messages(first: 5) { nodes { content } }', 'end: messages(last: 5) { nodes { content } }']],
    [
      [
        'messages(first: 5) { edges { cursor } }',
        'more: messages(first: 30) { nodes { content } totalCount }',
      ],
    ],
    [['messages { totalCount }', 'few: messages(first: 2) { nodes { id } }', 'lastMessage { id }']],
  ])('%s: one read of each thread', async (parts) => {
    const around = (selection: string) =>
      `{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { ${selection} } } }`;
    const { data, calls, planned } = await read(around(parts.join(' ')));
    expect(calls.filter((call) => call.includes('/messages?page=1&'))).toHaveLength(10);
    // The same as each by itself, for what the dearest of them costs.
    const alone = [];
    for (const part of parts) alone.push(await read(around(part)));
    expect(calls).toHaveLength(Math.max(...alone.map((each) => each.calls.length)));
    expect(planned).toBe(Math.max(...alone.map((each) => each.planned)));
    const rows = alone.map((each) => rowsOf(each.data));
    expect(rowsOf(data)).toEqual(
      rows[0]?.map((_, row) => Object.assign({}, ...rows.map((each) => each[row])) as object),
    );
  });

  test('whoever asks first, and in whatever way', async () => {
    const variables = { id: globalId('Conversation', 'xe', '1024') };
    for (const document of [
      'query ($id: ID!) { conversation(id: $id) { lastMessage { id } messages(first: 1) { nodes { id } } } }',
      'query ($id: ID!) { a: conversation(id: $id) { messages(first: 1) { nodes { id } } } b: node(id: $id) { ... on Conversation { lastMessage { id } } } }',
      'query ($id: ID!) { conversation(id: $id) { messages(first: 1) { nodes { id } } } transcript(conversationId: $id) { entryCount } }',
      'query ($id: ID!) { conversation(id: $id) { lastMessage { conversation { messages(first: 1) { nodes { id } } } } } }',
    ]) {
      const { calls, planned } = await read(document, variables);
      expect(calls).toEqual([`${LIST}/1024`, `${THREAD}?page=1&limit=100`]);
      expect(planned).toBe(2);
    }
  });

  test('a smaller page that was asked for before does not wait for what nobody has asked for yet', async () => {
    const { calls, planned } = await read(
      'query ($id: ID!) { conversation(id: $id) { messages(first: 1) { nodes { conversation { lastMessage { id } } } } } }',
      { id: globalId('Conversation', 'xe', '1024') },
    );
    expect(calls).toEqual([`${LIST}/1024`, `${THREAD}?page=1&limit=10`, `${THREAD}?page=1&limit=100`]);
    expect(planned).toBe(3);
  });

  test('lists of conversations and of contacts alike', async () => {
    const { data, calls, planned } = await read(`{
      a: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { id } totalCount pageInfo { hasNextPage } }
      b: conversations(first: 30, filter: { sources: ["xe"] }) { nodes { id } }
      c: contacts(first: 3, filter: { sources: ["xe"] }) { nodes { id } }
      d: contacts(first: 20, filter: { sources: ["xe"] }) { nodes { id } }
      e: contacts(filter: { sources: ["xe"] }) { totalCount }
    }`);
    expect(calls.sort()).toEqual([`GET /v1/chat/contacts?page=1&limit=25`, `${LIST}?page=1&limit=50`]);
    expect(planned).toBe(2);
    const { a, b, c, d } = data as Record<string, { nodes: { id: string }[] }>;
    expect(a).toEqual({ nodes: b?.nodes.slice(0, 5), totalCount: 420, pageInfo: { hasNextPage: true } });
    expect(c?.nodes).toEqual(d?.nodes.slice(0, 3));
  });
});
