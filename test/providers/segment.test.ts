import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInputError } from '../../src/errors.ts';
import { segment } from '../../src/providers/segment.ts';

test.each([
  ...['', '.', '..', 'a\nb', '\u0000', 'a\u007f', '\ud800', 'x'.repeat(2001)],
  // As somebody reads them who decodes once more, or twice.
  ...['%2e', '.%2E', '%252e%2e', 'a%00', 'a%0d%0ab', '%250a'],
])('%j is no id', (id) => {
  expect(() => segment(id)).toThrow(BadInputError);
});

test('any other id stays one segment of the path and comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
      fc.pre(id !== '.' && id !== '..' && !/\p{Cc}|%/u.test(id));
      const url = new URL(`http://127.0.0.1/a/${segment(id)}/b`);
      const [, a, inner = '', b, ...more] = url.pathname.split('/');
      expect([a, decodeURIComponent(inner), b, more, url.search, url.hash]).toEqual([
        'a',
        id,
        'b',
        [],
        '',
        '',
      ]);
    }),
  );
});

test.each(['100%', '%zz', 'a%2fb', 'ü%C3%9F', '%2525'])('%j is an ordinary id', (id) => {
  expect(decodeURIComponent(segment(id))).toBe(id);
});
