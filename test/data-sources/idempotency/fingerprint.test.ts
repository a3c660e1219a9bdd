import { expect, test } from 'vitest';
import { claimKey, fingerprint } from '../../../src/data-sources/idempotency/fingerprint.ts';
import { Secret } from '../../../src/secret.ts';

test('the order of fields, and fields that are undefined, do not matter', () => {
  expect(fingerprint({ a: 1, b: { c: [2], d: undefined } })).toBe(fingerprint({ b: { c: [2] }, a: 1 }));
  expect(fingerprint(Object.assign(Object.create(null) as object, { a: 1 }))).toBe(fingerprint({ a: 1 }));
});

test('everything else matters', () => {
  const inputs = [
    {},
    { a: null },
    { a: '' },
    { a: 0 },
    { a: '0' },
    { a: false },
    { a: [] },
    { a: [1, 2] },
    { a: [2, 1] },
    { a: {} },
    { b: null },
    { a: new Secret('one') },
    { a: new Secret('two') },
    JSON.parse('{"__proto__":1}'),
  ];
  expect(new Set(inputs.map(fingerprint)).size).toBe(inputs.length);
});

test('what has no canonical form is no input', () => {
  expect(() => fingerprint({ at: new Date(0) })).toThrow('A Date cannot be told from another');
});

test('keys and scopes do not run into each other', () => {
  const keys = [
    claimKey({ caller: 'a', mutation: 'b', source: 'c' }, 'd'),
    claimKey({ caller: 'ab', mutation: '', source: 'c' }, 'd'),
    claimKey({ caller: 'a', mutation: 'b', source: 'cd' }, ''),
    claimKey({ caller: 'a', mutation: 'b', source: 'c' }, '"d"'),
  ];
  expect(new Set(keys).size).toBe(4);
});
