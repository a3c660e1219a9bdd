import { parseValue } from 'graphql';
import { expect, test } from 'vitest';
import { BadInputError } from '../../src/errors.ts';
import { DateTime } from '../../src/resolvers/DateTime.ts';

test.each([
  ['2026-03-31T12:00:00Z', '2026-03-31T12:00:00.000Z'],
  ['2026-03-31t12:00:00.5z', '2026-03-31T12:00:00.500Z'],
  ['2026-03-31T12:00:00.123456+02:00', '2026-03-31T10:00:00.123Z'],
  ['2026-03-31T23:30:00-01:00', '2026-04-01T00:30:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2016-12-31t23:59:60.75z', '2017-01-01T00:00:00.000Z'],
  ['1990-12-31T15:59:60-08:00', '1991-01-01T00:00:00.000Z'],
  ['2015-07-01T05:29:60+05:30', '2015-07-01T00:00:00.000Z'],
])('%s is read as %s', (written, moment) => {
  expect(DateTime.parseValue(written)).toBe(moment);
  expect(DateTime.parseLiteral(parseValue(JSON.stringify(written)))).toBe(moment);
});

test.each([
  '2026-03-31',
  '2026-03-31T12:00:00',
  '2026-02-29T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-03-31T24:00:00Z',
  '2026-03-31T12:60:00Z',
  '2026-03-31T12:00:00+25:00',
  '2016-12-30T23:59:60Z',
  '2016-12-31T22:59:60Z',
  '2016-12-31T23:58:60Z',
  '2016-12-31T23:59:61Z',
  '2016-12-31T23:59:60+01:00',
  '2015-06-31T23:59:60Z',
  '9999-12-31T23:59:60Z',
  '9999-12-31T23:59:59-05:00',
  '0000-01-01T00:00:00+10:00',
  'yesterday',
  '',
  1774958400000,
  null,
])('%j is refused', (written) => {
  expect(() => DateTime.parseValue(written)).toThrow(BadInputError);
  expect(() => DateTime.parseLiteral(parseValue(JSON.stringify(written)))).toThrow(BadInputError);
});
