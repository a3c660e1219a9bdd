/** What is remembered of one operation is what would be planned for each that is like it anew. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
let warm: Gateway;
beforeAll(async () => {
  rig = await startRig();
  warm = createGateway(configOver(rig.sandbox, { limits: { cost: 10_000 } }));
});
afterAll(async () => {
  await warm.dispose();
  await rig.close();
});

const id = (type: string, source: string, nativeId: string) =>
  Buffer.from(JSON.stringify([1, type, source, nativeId])).toString('base64url');

const UUID = '3f0d6f0a-5b0e-4c57-9d43-0f6f6e1f7a55';
const SAMPLE = '00000000-0000-4000-8000-000000000000';
const SOURCES = ['xe', 'ebbot', 'zaia', 'site', 'nowhere'];
const natives = fc.oneof(
  fc.constantFrom('1', '2', '10', '11', '1024', UUID, SAMPLE, `${SAMPLE}0`, '', 'a b', '../x'),
  fc.uuid(),
  fc.nat().map(String),
);
const idsOf = (...types: string[]) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.constantFrom(...types), fc.constantFrom(...SOURCES), natives)
        .map((parts) => id(...parts)),
    },
    fc.constantFrom('nothing', id('Contact', 'xe', '1')),
  );
const ids = idsOf('Conversation');

/** Sent to a gateway that may have planned the like of it, and to one that has planned nothing. */
async function planned(document: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const headers = { 'switchboard-explain': 'plan', 'x-request-id': 'r-1' };
  const fresh = createGateway(configOver(rig.sandbox, { limits: { cost: 10_000 } }));
  const [remembered, anew] = [
    await queryOf(warm)(document, values, headers),
    await queryOf(fresh)(document, values, headers),
  ];
  await fresh.dispose();
  expect(remembered).toEqual(anew);
}

const selection = fc.subarray(
  [
    'id title',
    'contact { id name phone }',
    'contact { all: conversations(first: 3) { nodes { title contact { phone } } } }',
    'contact { here: conversations(first: 3, filter: { sources: ["xe"] }) { nodes { title } } }',
    'assignee { name email }',
    'inbox { name greeting }',
    'some: messages(first: 3) { nodes { author { agent { email } } } }',
    'far: messages(first: 100000) { totalCount }',
    'end: messages(last: 4) { totalCount nodes { conversation { contact { phone } } } }',
    'asked: messages(first: $first) { nodes { id } }',
    'transcript { text participants { contact { createdAt } } }',
    'raw @include(if: $isRaw)',
    '... on Conversation { lastMessage { content author { contact { phone } } } }',
  ],
  { minLength: 1, maxLength: 3 },
);
const variables = fc.record({ isRaw: fc.boolean(), first: fc.integer({ min: 1, max: 60 }), id: ids });

test('all looks of a document are planned as if each were the first', async () => {
  await fc.assert(
    fc.asyncProperty(
      selection,
      fc.boolean(),
      fc.array(variables, { minLength: 1, maxLength: 3 }),
      async (fields, isWhole, given) => {
        const document = `query ($id: ID!, $isRaw: Boolean!, $first: Int) {
          conversation(id: $id) ${isWhole ? '' : '@skip(if: $isRaw)'} { title ${fields.join(' ')} ... @include(if: $isRaw) { status } counted: messages(first: $first) { totalCount } }
        }`;
        const plain = `query ($id: ID!) { conversation(id: $id) { title ${fields.filter((field) => !field.includes('$')).join(' ')} } }`;
        for (const text of [document, plain]) {
          for (const values of given) await planned(text, text === plain ? { id: values.id } : values);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

const rows = fc.subarray(
  [
    'title contact { phone }',
    'contact { conversations(first: 2, filter: $filter) { nodes { assignee { email } } } }',
    'contact { mail: conversations(first: 2, filter: { channels: [EMAIL] }) { totalCount } }',
    'inbox { name } some: messages(first: $first) { nodes { author { contact { email } } } }',
    'more: messages(first: 3, after: $after) { nodes { content } }',
    'lastMessage { content }',
  ],
  { minLength: 1, maxLength: 3 },
);
const others = fc.subarray(
  [
    'mail: conversations(first: 3, filter: { channels: [EMAIL], sources: ["xe"] }) { nodes { inbox { name } } }',
    'next: conversations(first: $first, filter: $filter, after: $after) { nodes { title } }',
    'same: conversations(first: $first, filter: $filter) { nodes { rawStatus } totalCount }',
    'named: nodeByNativeId(source: "xe", type: AGENT, nativeId: $native) { id ... on Agent { email } }',
    'mine: agent(id: $agent) { email }',
    `first: agent(id: "${id('Agent', 'xe', '2')}") { email }`,
  ],
  { maxLength: 2 },
);
const listed = fc.record(
  {
    filter: fc.record(
      {
        assigneeIds: fc.array(idsOf('Agent'), { minLength: 1, maxLength: 2 }),
        inboxIds: fc.array(idsOf('Inbox'), { minLength: 1, maxLength: 2 }),
        contactIds: fc.array(idsOf('Contact'), { minLength: 1, maxLength: 1 }),
        sources: fc.subarray(['xe', 'ebbot', 'zaia', 'site']),
        channels: fc.subarray(['EMAIL', 'LIVE_CHAT']),
        search: fc.constantFrom('order', ' '),
      },
      { requiredKeys: [] },
    ),
    first: fc.integer({ min: 0, max: 60 }),
    after: fc.constantFrom(null, 'no cursor'),
    native: natives,
    agent: idsOf('Agent'),
  },
  { requiredKeys: [] },
);

test('all lists of a document are planned as if each were the first', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      others,
      fc.array(listed, { minLength: 1, maxLength: 3 }),
      async (fields, more, given) => {
        const body = `conversations(first: $first, filter: $filter) { nodes { ${fields.join(' ')} } } ${more.join(' ')}`;
        const TYPES = {
          filter: 'ConversationFilter',
          first: 'Int',
          after: 'String',
          native: 'String!',
          agent: 'ID!',
        };
        const used = Object.entries(TYPES).filter(([name]) => body.includes(`$${name}`));
        const document = `query (${used.map(([name, type]) => `$${name}: ${type}`).join(' ')}) { ${body} }`;
        for (const values of given) {
          const sent = { native: '2', agent: id('Agent', 'xe', '2'), ...values };
          await planned(
            document,
            Object.fromEntries(used.map(([name]) => [name, (sent as Record<string, unknown>)[name]])),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
