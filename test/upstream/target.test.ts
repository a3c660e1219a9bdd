import fc from 'fast-check';
import { expect, test } from 'vitest';
import { targetOf } from '../../src/upstream/target.ts';
import { get } from './source.ts';

test('the path follows the base path; without parameters there is no question mark', () => {
  expect(targetOf('/v1/chat', { ...get, path: '/inboxes', query: [] })).toBe('/v1/chat/inboxes');
  expect(targetOf('', { ...get, path: '/inboxes' })).toBe('/inboxes');
});

test('every parameter arrives as it was given, in order, repeated names included', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.toWellFormed());
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (query) => {
      const url = new URL(targetOf('/base', { ...get, path: '/p', query }), 'http://127.0.0.1');
      expect(url.pathname).toBe('/base/p');
      expect([...url.searchParams]).toEqual(query);
    }),
  );
});

test('a lone surrogate is sent as the replacement character', () => {
  expect(targetOf('', { ...get, path: '/p', query: [['q', '\ud800']] })).toBe('/p?q=%EF%BF%BD');
});

test('what servers would refuse for its length is refused here, without the text', () => {
  const query = [['q', 'canary'.repeat(2_000)]] as const;
  expect(() => targetOf('', { ...get, path: '/p', query })).toThrow(
    'The ids, filters and search text are too long for one request: in a URL they may have 8000 characters together.',
  );
});
