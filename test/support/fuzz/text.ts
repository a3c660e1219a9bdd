/** Documents, values and texts as no client would send them. */
import type { Random } from './random.ts';

const SNIPPETS = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '!',
    '$',
    '@',
    '...',
    '"',
    '"""',
    '#',
    ',',
    '\u0000',
    '\ufeff',
    '\\',
    '&',
    '|',
  ],
  ...[
    'query',
    'mutation',
    'subscription',
    'fragment f on Query',
    'on',
    '$x',
    '...f',
    '@include(if: $x)',
    '@defer',
  ],
  ...[
    '__typename',
    '__schema { types { name } }',
    '_service { sdl }',
    '_entities(representations: [{}])',
    'id: id',
  ],
  ...[
    'null',
    '1e999',
    '-0',
    '9007199254740993',
    '"\\uD800"',
    '\ud83d',
    'true',
    '{ a: { a: {} } }',
    '[[[[]]]]',
  ],
  ...[
    'first: -1',
    'first: 2147483648',
    'after: "x"',
    'ids: []',
    'id: "%2e%2e/"',
    'extends',
    'implements',
    'on on on',
  ],
];

/** A document with a few places cut out, doubled or overwritten. */
export function mutatedText(text: string, random: Random): string {
  let mutated = text;
  for (let times = 1 + random.int(4); times > 0; times -= 1) {
    const at = random.int(mutated.length + 1);
    const length = random.int(random.pick([1, 3, 12, 40]));
    const [before, span, after] = [
      mutated.slice(0, at),
      mutated.slice(at, at + length),
      mutated.slice(at + length),
    ];
    const change = random.pick([
      () => before + after,
      () => before + span + span + after,
      () => before + random.pick(SNIPPETS) + span + after,
      () => `${before} ${random.pick(SNIPPETS)} ${after}`,
      () => before + random.bytes(1 + random.int(3)) + after,
      () => before + span.repeat(1 + random.int(60)) + after,
    ]);
    mutated = change();
  }
  return mutated;
}

/** Any JSON value, and some that only look like one. */
export function anyValue(random: Random, depth = 3): unknown {
  const leaf = random.pick<unknown>([
    ...[
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      2 ** 53,
      '',
      'x',
      '\u0000',
      '../..',
      '\ud800',
      'é'.repeat(50),
      'constructor',
    ],
    ...[[], {}, [[]], [null], { __proto__: null }],
  ]);
  if (depth === 0 || random.once(2)) return leaf;
  if (random.once(2)) return Array.from({ length: random.int(4) }, () => anyValue(random, depth - 1));
  const keys = [
    'id',
    'ids',
    'first',
    'input',
    'filter',
    '__proto__',
    'constructor',
    'toString',
    'length',
    'version',
  ] as const;
  return Object.fromEntries(
    Array.from({ length: random.int(4) }, () => [random.pick(keys), anyValue(random, depth - 1)]),
  );
}
