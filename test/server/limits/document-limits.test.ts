import { getIntrospectionQuery, parse } from 'graphql';
import { expect, test } from 'vitest';
import { checkSize } from '../../../src/server/limits/document-limits.ts';
import { answerOf, DEFAULT_LIMITS, smallServer } from '../small-server.ts';

const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** `spreads` times at each of `levels` levels. */
const unfolding = (levels: number, spreads: number) => {
  const fragment = (level: number) =>
    `fragment f${level} on Query { ${repeat(spreads, () => `...f${level + 1}`)} }`;
  return `{ ...f0 } ${repeat(levels, fragment)} fragment f${levels} on Query { hello }`;
};

const chain = (length: number) =>
  `{ ...f0 } ${repeat(length, (index) => `fragment f${index} on Query { ...f${index + 1} }`)} fragment f${length} on Query { hello }`;

const HOSTILE: readonly (readonly [name: string, document: string, message: string])[] = [
  ['5,000 levels', '{ a'.repeat(5_000) + '}'.repeat(5_000), 'nests more than 250 brackets'],
  ['levels without an end', '{ a'.repeat(5_000), 'nests more than 250 brackets'],
  ['21 levels', '{ a'.repeat(21) + '}'.repeat(21), 'is 21 fields deep; at most 20 are allowed'],
  ['inline fragments', `${'{ ... '.repeat(260)} { hello }${'}'.repeat(260)}`, 'nests more than 250 brackets'],
  ['a list in lists', `{ hello(name: ${'['.repeat(1_000)}) }`, 'nests more than 250 brackets'],
  ['10,000 aliases', `{ ${repeat(10_000, (index) => `a${index}: hello`)} }`, 'more than 5000 tokens'],
  ['101 aliases', `{ ${repeat(101, (index) => `a${index}: __typename`)} }`, '101 root fields'],
  [
    '101 aliases below the root',
    `{ whole { ${repeat(101, (index) => `a${index}: __typename`)} } }`,
    '101 aliased or repeated fields; at most 100 are allowed',
  ],
  ['500 times a root field', `{ ${'__typename '.repeat(500)} }`, '500 root fields; at most 100'],
  ['500 times a field', `{ whole { ${'part '.repeat(500)} } }`, '499 aliased or repeated fields'],
  [
    'repetition in fragments',
    `{ whole { ${repeat(120, () => '... { part }')} } }`,
    '119 aliased or repeated fields',
  ],
  ['10,000 directives', `{ hello ${'@a'.repeat(10_000)} }`, 'more than 5000 tokens'],
  ['51 directives', `{ hello ${'@a'.repeat(51)} }`, '51 directives; at most 50'],
  [
    'directives in fragments',
    `{ ${repeat(6, () => '...f')} } fragment f on Query { ... @a@a@a@a@a@a@a@a@a { hello } }`,
    '54 directives',
  ],
  [
    'directives on variables',
    `query (${repeat(51, (index) => `$v${index}: Int @a`)}) { hello }`,
    '51 directives',
  ],
  ['fragments that unfold', unfolding(60, 2), 'asks for more than a million fields'],
  ['fragments that unfold, wide', unfolding(3, 13), 'asks for 2197 fields; at most 2000'],
  ['a chain of fragments', chain(300), 'nests more than 250 selections and fragments'],
  [
    'the larger one of two operations',
    `query A { hello } query B { ${repeat(101, (index) => `a${index}: hello`)} }`,
    '101 root fields',
  ],
];

const accepts = ['application/graphql-response+json', 'application/json', 'text/event-stream'];

test.each(HOSTILE)(
  '%s: refused before anything is resolved, however it is sent',
  async (_, query, message) => {
    let resolved = 0;
    const server = smallServer(undefined, {
      createContext() {
        resolved += 1;
        return {};
      },
    });
    const get = `http://127.0.0.1/graphql?query=${encodeURIComponent(query)}`;
    const responses = await Promise.all([
      ...accepts.map((accept) => server.ask(query, { headers: { accept } })),
      server.fetch(new Request(get, { headers: { 'graphql-require-preflight': '1' } })),
    ]);
    for (const response of responses) {
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(text).toContain(message);
      expect(text).toContain('"code":"BAD_USER_INPUT"');
    }
    expect(resolved).toBe(0);
    expect(server.log()).not.toContain('unexpected error');
  },
);

test.each([
  ['at the limit of depth', '{ a'.repeat(20) + '}'.repeat(20)],
  ['at the limit of aliases', `{ ${repeat(100, (index) => `a${index}: hello`)} }`],
  ['with a fragment that spreads itself', '{ ...f } fragment f on Query { hello ...f }'],
  ['with a fragment that is not there', '{ ...f }'],
  [
    'that introspects all',
    getIntrospectionQuery({
      inputValueDeprecation: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      oneOf: true,
    }),
  ],
])('a document %s passes', (_, query) => {
  expect(() => checkSize(parse(query), DEFAULT_LIMITS)).not.toThrow();
});

test('a circle of fragments is told by validation', async () => {
  const response = await smallServer().ask(
    '{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }',
  );
  expect(response.status).toBe(400);
  expect((await answerOf(response)).errors?.[0]?.message).toMatch(/Cannot spread fragment "f" within itself/);
});

test('each limit is as configured', async () => {
  const limits = { tokens: 50, depth: 2, fields: 5, rootFields: 4, aliases: 1, directives: 1 };
  const server = smallServer(undefined, { limits });
  const messages = await Promise.all(
    [
      `{ hello ${'# no token\n,,,'.repeat(100)} }`,
      `{ hello(name: "${'x '.repeat(100)}") }`,
      '{ whole { part } }',
      `{ ${repeat(48, () => 'a')} }`,
      `{ ${repeat(49, () => 'a')} }`,
      '{ whole { part { part } } }',
      '{ whole { a b c d e } }',
      '{ a b c d e }',
      '{ a: hello b: hello }',
      '{ hello @skip(if: false) whole { part @skip(if: true) } }',
    ].map(async (query) => (await answerOf(server.ask(query))).errors?.[0]?.message.split(';')[0]),
  );
  expect(messages).toEqual([
    undefined,
    undefined,
    'Unexpected error.',
    'The document asks for 48 fields',
    'The document has more than 50 tokens',
    'The document is 3 fields deep',
    'The document asks for 6 fields',
    'The document has 5 root fields',
    'The document has 2 aliased or repeated fields',
    'The document has 2 directives',
  ]);
});

test('of many faults in a document the first few are told', async () => {
  const { errors } = await answerOf(smallServer().ask(`{ hello ${'@aa'.repeat(10)} }`));
  expect(errors).toHaveLength(6);
  expect(errors?.at(-1)?.message).toMatch(/^Too many validation errors/);
});

test('a known document is refused or answered as it was the first time', async () => {
  const server = smallServer();
  const tooDeep = '{ a'.repeat(21) + '}'.repeat(21);
  for (const round of [1, 2]) {
    expect((await server.ask(tooDeep)).status, `round ${round}`).toBe(400);
    expect((await server.ask('{ hello }')).status, `round ${round}`).toBe(200);
  }
});
