import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInputError } from '../../src/errors.ts';
import { cursorCodec, type Position } from '../../src/pagination/cursor.ts';
import { DIGEST_BYTES, digest, keyOf, type Place, START } from '../../src/pagination/place.ts';
import { signer } from './memory-list.ts';

const time = fc.option(fc.integer({ min: -1e12, max: 4e12 }), { nil: null });
const anchor = fc.record({ id: fc.string().map(digest), time });
const count = fc.option(fc.nat(1e9), { nil: undefined });
const place: fc.Arbitrary<Place> = fc.record({
  position: fc.nat(1e9),
  anchors: fc.array(anchor, { maxLength: 4 }),
  isAbove: fc.boolean(),
  key: fc.oneof(time.map(keyOf), fc.constant(Infinity)),
  isDone: fc.boolean(),
  isDisordered: fc.boolean(),
  isAbsent: fc.boolean(),
  isAtEnd: fc.boolean(),
  total: count,
  base: count,
  since: fc.option(fc.nat(4e12), { nil: undefined }),
  failure: fc.option(fc.record({ word: fc.string({ maxLength: 60 }), retryAt: fc.nat(2 ** 43) }), {
    nil: undefined,
  }),
});
/** Behind rows the key is a row's. */
const real = place.map((one) => (one.anchors.length > 0 && one.key === Infinity ? { ...one, key: 0 } : one));
const position: fc.Arbitrary<Position> = fc
  .tuple(fc.array(real, { minLength: 1, maxLength: 5 }), fc.nat(4), fc.boolean())
  .map(([places, own, isOwned]) => ({ places, own: isOwned ? own % places.length : undefined }));

const keysOf = ({ places }: Position): string[] => places.map((_, index) => `list ${index}`);

test('a cursor gives back what went into it', () => {
  fc.assert(
    fc.property(position, (given) => {
      const codec = cursorCodec(signer, 'field', keysOf(given));
      expect(codec.decode(codec.encode(given), 'after')).toEqual(given);
    }),
  );
});

test('a cursor altered in any bit is refused', () => {
  fc.assert(
    fc.property(position, fc.nat(), fc.nat(7), (given, at, bit) => {
      const codec = cursorCodec(signer, 'field', keysOf(given));
      const cursor = Buffer.from(codec.encode(given));
      const index = at % cursor.length;
      cursor.writeUInt8(cursor.readUInt8(index) ^ (1 << bit), index);
      expect(() => codec.decode(cursor.toString(), 'after')).toThrow(BadInputError);
    }),
  );
});

test('a cursor of another field or filter, of other lists or another signer is refused', () => {
  const given: Position = { places: [START, START], own: undefined };
  const cursor = cursorCodec(signer, 'field', ['a', 'b']).encode(given);
  const others = [
    cursorCodec(signer, 'other field', ['a', 'b']),
    cursorCodec(signer, 'field', ['b', 'a']),
    cursorCodec(signer, 'field', ['a']),
    cursorCodec(signer, 'field', ['a', 'b', 'c']),
    cursorCodec({ sign: () => 'x', verify: (_, signature) => signature === 'x' }, 'field', ['a', 'b']),
  ];
  for (const codec of others)
    expect(() => codec.decode(cursor, 'before')).toThrow(/^before: ".{24}…" is not a cursor/);
});

test.for(['', '.', 'x', 'x.', '.x', 'YXJyYXljb25uZWN0aW9uOjE=', 'a.b.c', '\0', '💥.💥'])(
  '%j is refused',
  (text) => {
    const codec = cursorCodec(signer, 'field', ['a']);
    expect(() => codec.decode(text, 'after')).toThrow(BadInputError);
  },
);

test('a cursor over three lists is short, and shows no id', () => {
  const anchors = Array.from({ length: 4 }, (_, index) => ({
    id: digest(`visitor-${index}`),
    time: 1_760_000_000_000 - index * 60_000,
  }));
  const place: Place = { ...START, position: 400, anchors, key: 1_760_000_000_000, total: 431 };
  const cursor = cursorCodec(signer, 'field', ['a', 'b', 'c']).encode({
    places: [place, place, place],
    own: 1,
  });
  expect(cursor.length).toBeLessThan(230);
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('visitor');
  expect(digest('visitor-1')).toHaveLength(2 * DIGEST_BYTES);
});
