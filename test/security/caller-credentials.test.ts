/** Callers that bring keys of their own: none ever sees what another may see, whatever is kept, shared or remembered. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../support/gateway.ts';
import { startAccounts, type Accounts } from './accounts.ts';

const OWNERS = ['anna', 'bert', 'carl'];

let accounts: Accounts;
beforeAll(async () => {
  accounts = await startAccounts(OWNERS, {
    // Contacts are soon shown late, so that kept, shared, late and fresh replies all come up.
    cache: { lives: { conversations: 2, messages: 2, contacts: 0.1 }, staleWindows: { contacts: 60 } },
    limits: { firstShare: 1, pageSize: { default: 3 } },
  });
});
afterAll(() => accounts.close());

interface Ids {
  readonly xe: string;
  readonly ebbot: string;
  readonly site: string;
}

async function idsOf(owner: string): Promise<Ids> {
  const { data } = await accounts.as(owner)<{
    conversations: { nodes: { id: string; source: { key: string } }[] };
    site: { id: string };
  }>(`{
    conversations(first: 20, filter: { sources: ["xe", "ebbot"] }) { nodes { id source { key } } }
    site: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") { id }
  }`);
  const of = (key: string) => data.conversations.nodes.find(({ source }) => source.key === key)?.id ?? '';
  return { xe: of('xe'), ebbot: of('ebbot'), site: data.site.id };
}

/** Each shows at least one text of its account. */
const operations: readonly ((ids: Ids) => readonly [document: string, variables?: object])[] = [
  () => ['{ conversations(first: 2, filter: { sources: ["xe"] }) { nodes { contact { name } raw } } }'],
  () => [
    '{ conversations(first: 2, filter: { sources: ["zaia", "ebbot"] }) { nodes { contact { name } raw } } }',
  ],
  () => ['{ contacts { nodes { name email } } }'],
  () => ['{ agents { nodes { name raw } } inboxes { nodes { name greeting } } }'],
  ({ xe }) => [
    'query ($id: ID!) { conversation(id: $id) { contact { name } lastMessage { content } } }',
    { id: xe },
  ],
  ({ xe }) => [
    'query ($id: ID!) { node(id: $id) { ... on Conversation { assignee { name email } raw } } }',
    { id: xe },
  ],
  ({ ebbot }) => [
    'query ($id: ID!) { transcript(conversationId: $id) { entries { content } } }',
    { id: ebbot },
  ],
  ({ site }) => [
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Conversation { messages { nodes { content raw } } } } }',
    { ids: [site] },
  ],
];

function expectOnly(owner: string, answer: Answer): void {
  const text = JSON.stringify(answer);
  expect(text).toContain(`<${owner}>`);
  for (const other of OWNERS) if (other !== owner) expect(text).not.toContain(`<${other}>`);
}

test('1,000 interleaved reads show each caller their own account alone', { timeout: 60_000 }, async () => {
  const ids = await idsOf('anna');
  for (const owner of OWNERS) expect(await idsOf(owner)).toEqual(ids);

  const outcomes = new Map(OWNERS.map((owner) => [owner, new Set<string>()]));
  const ask = async (index: number) => {
    const owner = OWNERS[index % OWNERS.length] ?? '';
    // Two in a row of the same, so that there is something in flight to be shared.
    const operation = operations[Math.floor(index / 6) % operations.length]?.(ids);
    if (operation === undefined) throw new Error('There is an operation for every index.');
    const answer = await accounts.as(owner)(operation[0], operation[1] as never, {
      'switchboard-explain': '1',
      ...(index % 50 === 0 ? { 'cache-control': 'no-cache' } : {}),
    });
    expect(answer.errors).toBeUndefined();
    expectOnly(owner, answer);
    const { upstream } = answer.extensions?.['switchboard'] as { upstream: { outcome: string }[] };
    for (const { outcome } of upstream) outcomes.get(owner)?.add(outcome);
  };
  const indexes = Array.from({ length: 1000 }, (_, index) => index).values();
  const worker = async () => {
    for (const index of indexes) await ask(index);
  };
  await Promise.all(Array.from({ length: 12 }, worker));

  // It was worth looking: replies were kept, shared in flight and shown late for each of them.
  for (const owner of OWNERS) {
    expect([...(outcomes.get(owner) ?? [])].sort()).toEqual(['cached', 'deduplicated', 'fetched', 'stale']);
  }
});

test('the same idempotency key is another key under another credential', async () => {
  const { xe } = await idsOf('anna');
  const send = (owner: string) =>
    accounts.as(owner)<{ sendMessage: { message: { content: string } } }>(
      `mutation ($id: ID!) {
        sendMessage(input: { conversationId: $id, content: "Good morning", idempotencyKey: "one and the same" }) {
          message { content author { name } } userErrors { code }
        }
      }`,
      { id: xe },
    );
  const rounds = [...OWNERS, ...OWNERS, ...OWNERS];
  const answers = await Promise.all(rounds.map(send));
  answers.forEach((answer, index) => {
    expect(answer.data.sendMessage).toMatchObject({ userErrors: [] });
    expectOnly(rounds[index] ?? '', answer);
  });
  for (const owner of OWNERS) {
    const sent = accounts.requestsOf(owner).filter(({ method }) => method === 'POST');
    expect(sent).toHaveLength(1);
  }
});
