import { expect, test } from 'vitest';
import { BadInputError } from '../../src/errors.ts';
import { readArguments } from '../../src/pagination/arguments.ts';

test('the default size is 25, and not more than the maximum', () => {
  expect(readArguments({})).toEqual({ direction: 'forward', size: 25, after: undefined, before: undefined });
  expect(readArguments({ first: null, after: null })).toMatchObject({ size: 25, after: undefined });
  expect(readArguments({}, { default: 40, max: 30 })).toMatchObject({ size: 30 });
});

test('sizes from 0 to the maximum are taken', () => {
  expect(readArguments({ first: 0 })).toMatchObject({ direction: 'forward', size: 0 });
  expect(readArguments({ last: 100, before: 'x' })).toMatchObject({
    direction: 'backward',
    size: 100,
    before: 'x',
  });
  expect(readArguments({ first: 1000 }, { max: 1000 })).toMatchObject({ size: 1000 });
});

const REFUSED: [object, string][] = [
  [{ first: -1 }, 'first: -1'],
  [{ last: -7 }, 'last: -7'],
  [{ first: 101 }, 'first: 101'],
  [{ last: 1.5 }, 'last: 1.5'],
  [{ first: 5, last: 6 }, 'first: 5 and last: 6'],
];

for (const [args, quoted] of REFUSED) {
  test(`${quoted} is refused by name and value`, () => {
    expect(() => readArguments(args)).toThrow(BadInputError);
    expect(() => readArguments(args)).toThrow(quoted);
  });
}
