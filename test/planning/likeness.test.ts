/** What is remembered of one operation is what would be planned for each that is like it anew. */
import fc from 'fast-check';
import { parse, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { createIdCodec } from '../../src/ids.ts';
import { createKeyring } from '../../src/keyring.ts';
import { likenessIn, type LikenessWorld } from '../../src/planning/likeness.ts';
import { createPlanner, type Planner } from '../../src/planning/plan.ts';
import { Secret } from '../../src/secret.ts';
import { configOver, startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
let gateway: Gateway;
let remembering: Planner;
beforeAll(async () => {
  rig = await startRig();
  gateway = createGateway(configOver(rig.sandbox));
  remembering = newPlanner();
});
afterAll(async () => {
  await gateway.dispose();
  await rig.close();
});

const codec = createIdCodec(
  createKeyring([new Secret('a secret for the ids of this test alone')]),
  (source) => source === 'site',
);
const paging = {
  signer: { sign: () => '', verify: () => false },
  sizes: { default: 25, max: 100 },
  transcriptEntries: 500,
  now: () => 0,
};

function newPlanner(): Planner {
  return createPlanner({ sources: gateway.sources, ids: codec, paging });
}

const parsed = new Map<string, DocumentNode>();

/** By a planner that may have planned the like of it, and by one that has planned nothing. */
function expectSame(text: string, variables: Readonly<Record<string, unknown>>, planner = remembering): void {
  const document = parsed.get(text) ?? parse(text);
  parsed.set(text, document);
  const operation = () => ({ schema: gateway.schema, document, variables: { ...variables } });
  const told = ({ lines, calls, nodes }: ReturnType<Planner>) => ({ lines, calls, nodes });
  expect(told(planner(operation())), text).toEqual(told(newPlanner()(operation())));
}

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

const sources = ['xe', 'zaia'].map((key) => ({
  key,
  outlook: { sampleId: '1', isAskable: (nativeId: string) => nativeId !== '' },
})) as unknown as LikenessWorld['sources'];
const likeness = (document: string, variables: Record<string, unknown>, seen = sources) =>
  likenessIn(parse(document), codec)?.({ sources: seen, ids: codec, variables });

const LIST =
  'query ($filter: F, $first: Int, $after: String) { conversations { messages(after: $after) { nodes { id } } } }';
const agent = (source: string, nativeId: string) => ({
  filter: { assigneeIds: [id('Agent', source, nativeId)] },
  first: 10,
});

test('what an id names makes no difference, all else does', () => {
  const one = likeness(LIST, agent('xe', '7'));
  expect(one).toBeTypeOf('string');
  expect(likeness(LIST, { ...agent('xe', '8'), after: null })).not.toBe(one);
  expect(likeness(LIST, agent('xe', '8'))).toBe(one);
  const others = [
    likeness(LIST, agent('zaia', '7')),
    likeness(LIST, { ...agent('xe', '7'), first: 11 }),
    likeness(LIST, { filter: { assigneeIds: id('Agent', 'xe', '7') }, first: 10 }),
    likeness(LIST, { filter: { assigneeIds: ['id of Agent at xe'] }, first: 10 }),
    likeness(LIST, { filter: { assigneeIds: [id('Contact', 'xe', '7')] }, first: 10 }),
    likeness(LIST, { filter: { inboxIds: [id('Agent', 'xe', '7')] }, first: 10 }),
    likeness(LIST, agent('xe', '7'), sources.slice(0, 1)),
  ];
  expect(new Set(others).size).toBe(others.length);
  expect(others).not.toContain(one);
  expect(others).not.toContain(undefined);
});

const TWO = [id('Agent', 'xe', '7'), id('Agent', 'xe', '8')];

test.each<[string, string, Record<string, unknown>]>([
  ['with two ids', LIST, { filter: { assigneeIds: TWO } }],
  ['with a cursor', LIST, { ...agent('xe', '7'), after: 'x' }],
  ['with the id that stands for rows', LIST, agent('xe', '1')],
  ['with an id that stands for supposed inboxes', LIST, { filter: { inboxIds: [id('Inbox', 'xe', '10')] } }],
  ['with an id that nobody is asked for', LIST, agent('xe', '')],
  ['with an id of no source', LIST, agent('nowhere', '7')],
  ['with very much to compare', LIST, { filter: { search: 'x'.repeat(1_000) } }],
  [
    'with an id in the document',
    `query ($id: ID) { agent(id: $id) { id } a: agent(id: "${TWO[0]}") { id } }`,
    {},
  ],
  ['with a cursor in the document', '{ conversations(after: "x") { totalCount } }', {}],
  [
    'with native ids',
    'query ($id: ID) { nodeByNativeId(source: "xe", type: AGENT, nativeId: "7") { id } }',
    {},
  ],
])('an operation %s is planned by itself', (_name, document, variables) => {
  expect(likeness(document, variables)).toBeUndefined();
});

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

test('all looks of a document are planned as if each were the first', () => {
  fc.assert(
    fc.property(
      selection,
      fc.boolean(),
      fc.array(variables, { minLength: 1, maxLength: 3 }),
      (fields, isWhole, given) => {
        const document = `query ($id: ID!, $isRaw: Boolean!, $first: Int) {
          conversation(id: $id) ${isWhole ? '' : '@skip(if: $isRaw)'} { title ${fields.join(' ')} ... @include(if: $isRaw) { status } counted: messages(first: $first) { totalCount } }
        }`;
        const plain = `query ($id: ID!) { conversation(id: $id) { title ${fields.filter((field) => !field.includes('$')).join(' ')} } }`;
        for (const text of [document, plain]) {
          for (const values of given) expectSame(text, text === plain ? { id: values.id } : values);
        }
      },
    ),
    { numRuns: 300 },
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

test('all lists of a document are planned as if each were the first', () => {
  fc.assert(
    fc.property(rows, others, fc.array(listed, { minLength: 1, maxLength: 3 }), (fields, more, given) => {
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
        expectSame(
          document,
          Object.fromEntries(used.map(([name]) => [name, (sent as Record<string, unknown>)[name]])),
        );
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);

const WITHIN_CONTACT = [
  'conversations(first: 2, filter: { contactIds: [$id] }) { nodes { title contact { phone } } }',
  'conversations(last: 2, filter: { contactIds: [$id], channels: [LIVE_CHAT] }) { edges { node { assignee { email } } } }',
  'x: conversations(first: 2, filter: { contactIds: [$id] }) { totalCount } y: conversations(first: 2) { nodes { messages(first: 3) { nodes { author { contact { email } } } } } }',
];
const AROUND_CONTACT: readonly ((inner: string) => string)[] = [
  (inner) => `conversations(first: 3) { nodes { contact { ${inner} } } }`,
  (inner) => `customer(email: "a@b.example") { contacts { ${inner} } }`,
  (inner) => `contact(id: $id) { ${inner} }`,
  (inner) => `conversations(first: 2, filter: { contactIds: [$id] }) { nodes { contact { ${inner} } } }`,
  (inner) => `nodes(ids: [$id]) { ... on Contact { ${inner} } }`,
  (inner) => `conversation(id: $id) { contact { ${inner} } }`,
  (inner) => `transcript(conversationId: $id) { participants { contact { ${inner} } } }`,
];
const OF_INBOXES = [
  'a: conversations(filter: { inboxIds: [$id] }) { nodes { title } } b: conversations(filter: { channels: [EMAIL] }) { nodes { title } }',
  'a: conversations(filter: { inboxIds: [$id] }) { totalCount } b: conversations(filter: { channels: [EMAIL, WHATSAPP] }) { totalCount }',
  'a: conversations(filter: { inboxIds: [$id], channels: [EMAIL, API] }) { nodes { inbox { name } } } inbox(id: $id) { name }',
];
const NAMED = ['Contact', 'Conversation', 'Agent', 'Inbox'].map(
  (type) =>
    [
      `a: nodeByNativeId(source: "xe", type: ${type.toUpperCase()}, nativeId: "2") { id ... on Contact { phone } ... on Agent { email } ... on Conversation { title } } node(id: $id) { id ... on Contact { phone } ... on Agent { email } ... on Conversation { title } }`,
      type,
    ] as const,
);
const NATIVES: Readonly<Record<string, readonly string[]>> = {
  xe: ['2', '1', '10', '3', '11', '100'],
  ebbot: ['2', '1', '3'],
  zaia: [UUID, SAMPLE, SAMPLE.replace('0-', '1-')],
  site: ['a', 'token', 'token0'],
};

test('what looks like the samples of planning is planned by itself', () => {
  const asked: (readonly [body: string, type: string])[] = [
    ...AROUND_CONTACT.flatMap((around) =>
      WITHIN_CONTACT.flatMap((inner) =>
        ['Contact', 'Conversation'].map((type) => [around(inner), type] as const),
      ),
    ),
    ...OF_INBOXES.map((body) => [body, 'Inbox'] as const),
    ...NAMED,
  ];
  for (const [body, type] of asked) {
    for (const [source, natives] of Object.entries(NATIVES)) {
      const given = natives.map((native) =>
        source === 'site' && type === 'Conversation'
          ? codec.encode({ type, source, nativeId: new Secret(native) })
          : id(type, source, native),
      );
      for (const order of [given, given.toReversed()]) {
        const planner = newPlanner();
        for (const each of [...order, ...order])
          expectSame(`query ($id: ID!) { ${body} }`, { id: each }, planner);
      }
    }
  }
});

test('to compare takes no longer however much is sent', () => {
  let decoded = 0;
  const counting = {
    ...codec,
    decode(text: string) {
      decoded += 1;
      return codec.decode(text);
    },
  };
  const forged = Array.from({ length: 10_000 }, (_, index) =>
    Buffer.from(JSON.stringify([1, 'Agent', 'xe', { sealed: `x${index}` }])).toString('base64url'),
  );
  const many = likenessIn(parse('query ($ids: [ID!]) { nodes(ids: $ids) { id } }'), counting);
  expect(many?.({ sources, ids: counting, variables: { ids: forged } })).toBeUndefined();
  expect(decoded).toBeLessThan(50);
  const texts = forged.map((text, index) => `a${index}: agent(id: "${text}") { id }`).join(' ');
  expect(likenessIn(parse(`{ ${texts} }`), counting)).toBeUndefined();
  expect(decoded).toBeLessThan(120);
});

test('a plan that is remembered holds nothing of the texts it was made of', () => {
  const planner = newPlanner();
  const text = `query ($first: Int) { conversations(first: $first, filter: { search: "${'x'.repeat(1_000)}" }) { nodes { title } } }`;
  const operation = { schema: gateway.schema, document: parse(text) };
  planner({ ...operation, variables: { first: 3 } });
  const remembered = planner({ ...operation, variables: { first: 3 } });
  expect(planner({ ...operation, variables: { first: 3 } })).toBe(remembered);
  const { lines, calls, nodes } = remembered;
  // Nothing but its figures: the tally behind them names each call by those texts.
  expect(remembered).toStrictEqual({ lines, calls, nodes });
  expect(JSON.stringify(lines)).not.toContain('xxx');
});
