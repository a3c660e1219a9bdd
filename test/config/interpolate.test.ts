import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/config/faults.ts';
import { interpolate } from '../../src/config/interpolate.ts';

const environment = { A: 'one', B_2: '${A}', EMPTY: '' };

function fill(value: unknown): { value: unknown; faults: Fault[] } {
  const faults: Fault[] = [];
  return { value: interpolate(value, environment, faults), faults };
}

test.each([
  ['${A}', 'one'],
  ['Bearer ${A}-${A}', 'Bearer one-one'],
  ['$A $ {A} $', '$A $ {A} $'],
  ['$${A}', '${A}'],
  ['$$${A}', '$${A}'],
  ['$${A} is ${A}', '${A} is one'],
  ['${B_2}', '${A}'],
])('%s becomes %s', (text, expected) => {
  expect(fill(text)).toEqual({ value: expected, faults: [] });
});

test('strings are filled in wherever they stand, and nothing else changes', () => {
  const value = { a: ['${A}', 1, null, { '${A}': true, b: '${A}' }] };
  expect(fill(value).value).toEqual({ a: ['one', 1, null, { '${A}': true, b: 'one' }] });
});

test('every variable that is missing is reported at its place', () => {
  expect(fill({ a: '${NO} ${EMPTY}', b: ['${NEVER}'] }).faults).toEqual([
    { path: ['a'], message: 'needs the environment variable NO, which is not set' },
    { path: ['a'], message: 'needs the environment variable EMPTY, which is empty' },
    { path: ['b', 0], message: 'needs the environment variable NEVER, which is not set' },
  ]);
});

test.each(['${', '${}', '${1A}', '${A-B}', '${A:-x}', '${ A }'])('%s is no reference', (text) => {
  const message = 'has a ${ that begins no variable: write ${NAME}, or $${ for the characters themselves';
  expect(fill(text)).toEqual({ value: text, faults: [{ path: [], message }] });
});

test('an escaped text comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('$', '{', '}', 'A', 'x')), (parts) => {
      const text = parts.join('').replaceAll(/\$+(?=\{)/g, '');
      const [escaped, plain] = ['$${', '${'].map((brace) => text.split('{').join(brace));
      expect(fill(escaped)).toEqual({ value: plain, faults: [] });
    }),
  );
});
