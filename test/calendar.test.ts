import { expect, test } from 'vitest';
import { isOnCalendar, withLeapSeconds, written } from '../src/calendar.ts';

test.each([
  ['2024-02-29T00:00:00', true],
  ['2026-02-29T00:00:00', false],
  ['2026-04-31T10:00:00', false],
  ['2026-03-31T23:59:59', true],
  ['2026-03-31T24:00:00', false],
  ['2026-03-31T12:60:00', false],
  ['2026-13-01T00:00:00', false],
  ['soon', false],
])('%s is on the calendar: %s', (clock, expected) => {
  expect(isOnCalendar(clock)).toBe(expected);
});

test.each([
  ['2016-12-31T23:59:59Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0)],
  ['2016-12-31T23:59:60.999Z', Date.UTC(2017, 0)],
  ['2016-12-31T18:59:60-05:00', Date.UTC(2017, 0)],
  ['2016-12-30T23:59:60Z', Number.NaN],
  ['2016-12-31T23:59:60+01:00', Number.NaN],
  ['2016-12-31T23:58:60Z', Number.NaN],
  ['2016-12-31T23:60Z', Number.NaN],
  ['2016-12-31T23:59-00:60', Number.NaN],
])('%s, leap second or not, is at %d', (text, moment) => {
  expect(withLeapSeconds(text, Date.parse)).toBe(moment);
});

test.each([
  [0, '1970-01-01T00:00:00.000Z'],
  [Date.UTC(9999, 11, 31, 23, 59, 59, 999), '9999-12-31T23:59:59.999Z'],
  [Date.UTC(10_000, 0), undefined],
  [Date.UTC(-1, 0), undefined],
  [Number.NaN, undefined],
])('the moment %d is written %s', (moment, text) => {
  expect(written(new Date(moment))).toBe(text);
});
