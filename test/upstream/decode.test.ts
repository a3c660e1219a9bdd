import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/upstream/decode.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const LIMIT = 1000;
const bytes = (text: string) => Buffer.from(text);

test('any JSON comes back as it was, plain, gzipped or brotlied', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.json({ stringUnit: 'binary' })), (text) => {
      const value: unknown = JSON.parse(text);
      const plain = bytes(text);
      const limit = plain.length;
      expect(decode(JSON_TYPE, plain, limit)).toEqual({ value, bytes: limit });
      const zipped = decode({ ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(plain), limit);
      const brotlied = decode({ ...JSON_TYPE, 'content-encoding': 'BR' }, brotliCompressSync(plain), limit);
      expect([zipped, brotlied]).toEqual([
        { value, bytes: limit },
        { value, bytes: limit },
      ]);
    }),
  );
});

test('whatever the bytes, it answers', () => {
  const encoding = fc.constantFrom('gzip', 'br', 'identity', 'zstd', '');
  fc.assert(
    fc.property(fc.uint8Array(), encoding, (octets, contentEncoding) => {
      const body = Buffer.from(octets);
      const decoded = decode({ ...JSON_TYPE, 'content-encoding': contentEncoding }, body, LIMIT);
      expect(decoded.problem === undefined || typeof decoded.problem === 'string').toBe(true);
    }),
  );
});

test.each(['application/json', 'APPLICATION/JSON; charset=utf-8', 'application/problem+json', 'text/json'])(
  '%s is JSON',
  (type) => {
    expect(decode({ 'content-type': type }, bytes('1'), LIMIT)).toEqual({ value: 1, bytes: 1 });
  },
);

test('a reply without a content type is taken for JSON', () => {
  expect(decode({}, bytes('{"a":1}'), LIMIT)).toEqual({ value: { a: 1 }, bytes: 7 });
});

test('a byte order mark is skipped', () => {
  expect(decode(JSON_TYPE, bytes('\ufeff1'), LIMIT)).toMatchObject({ value: 1 });
});

test.each([
  ['application/json', ''],
  ['text/html', ''],
])('an empty body of type %s is undefined', (type, text) => {
  expect(decode({ 'content-type': type }, bytes(text), LIMIT)).toEqual({ value: undefined, bytes: 0 });
});

test('an empty body, gzipped, is undefined', () => {
  const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
  expect(decode(headers, gzipSync(''), LIMIT)).toEqual({ value: undefined, bytes: 0 });
});

const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
test.each([
  ['HTML', { 'content-type': 'text/html' }, bytes('<h1>Hello</h1>'), 'something other than JSON'],
  ['JSON said to be text', { 'content-type': 'text/plain' }, bytes('1'), 'something other than JSON'],
  ['a lookalike type', { 'content-type': 'application/jsonp' }, bytes('1'), 'something other than JSON'],
  ['half of it', JSON_TYPE, bytes('{"a":'), 'broken JSON'],
  ['HTML said to be JSON', JSON_TYPE, bytes('<h1>Hello</h1>'), 'broken JSON'],
  ['Latin-1', JSON_TYPE, Buffer.from('"é"', 'latin1'), 'text that is not UTF-8'],
  ['half a gzip', gzip, gzipSync('"hello"').subarray(0, 15), 'broken compression'],
  ['plain text said to be gzip', gzip, bytes('"hello"'), 'broken compression'],
  [
    'an unknown encoding',
    { ...gzip, 'content-encoding': 'zstd' },
    bytes('1'),
    'an encoding that it was not asked for',
  ],
  [
    'twice gzipped',
    { ...gzip, 'content-encoding': 'gzip, gzip' },
    bytes('1'),
    'an encoding that it was not asked for',
  ],
  [
    'an inherited name',
    { ...gzip, 'content-encoding': 'constructor' },
    bytes('1'),
    'an encoding that it was not asked for',
  ],
  ['a bomb', gzip, gzipSync('1'.repeat(LIMIT + 1)), 'more than 1000 bytes'],
] as const)('%s is a problem', (_name, headers, body, problem) => {
  expect(decode(headers, body, LIMIT)).toEqual({ problem });
});
