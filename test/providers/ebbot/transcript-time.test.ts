import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeReader } from '../../../src/providers/ebbot/transcript-time.ts';

function read(date: unknown, time?: unknown, timeZone = 'UTC', notBefore?: string): string | null {
  const written = { date: date as string, time: time as string };
  const moment = timeReader(timeZone)(written, notBefore === undefined ? undefined : Date.parse(notBefore));
  return moment === null ? null : new Date(moment).toISOString();
}

test.each([
  ['8/12/2024', '9:15:08 AM', '2024-08-12T09:15:08.000Z'],
  ['08/12/2024', '09:15:08 am', '2024-08-12T09:15:08.000Z'],
  ['8/12/2024', '9:15:08\u202fPM', '2024-08-12T21:15:08.000Z'],
  ['8/12/2024', '9:15:08\u00a0p.m.', '2024-08-12T21:15:08.000Z'],
  ['8/12/2024', '9:15 PM', '2024-08-12T21:15:00.000Z'],
  ['8/12/2024', '12:00:00 AM', '2024-08-12T00:00:00.000Z'],
  ['8/12/2024', '12:30:00 PM', '2024-08-12T12:30:00.000Z'],
  ['8/12/2024', '21:15:08', '2024-08-12T21:15:08.000Z'],
  ['2/29/2024', '00:00:00', '2024-02-29T00:00:00.000Z'],
  ['8/12/2024, 9:15:08 AM', undefined, '2024-08-12T09:15:08.000Z'],
  ['2024-08-12', '09:15:08.158', '2024-08-12T09:15:08.158Z'],
  ['2024-08-12T09:15:08', undefined, '2024-08-12T09:15:08.000Z'],
  ['2024-08-12T09:15:08.158Z', undefined, '2024-08-12T09:15:08.158Z'],
  ['8/12/2024', '2024-08-12T11:15:08+02:00', '2024-08-12T09:15:08.000Z'],
])('%j %j is %s', (date, time, expected) => {
  expect(read(date, time)).toBe(expected);
});

test.each([
  ['13/8/2024', '9:15:08 AM'],
  ['2/30/2024', '9:15:08 AM'],
  ['8/12/2024', '13:15:08 PM'],
  ['8/12/2024', '0:15:08 AM'],
  ['8/12/2024', '24:00:00'],
  ['8/12/2024', '9:60:00'],
  ['8/12/2024', 'soon'],
  ['8/12/2024', undefined],
  [undefined, '9:15:08 AM'],
  ['2024-13-12T09:15:08Z', undefined],
  [null, null],
  ['', ''],
])('%j %j is no moment', (date, time) => {
  expect(read(date, time)).toBeNull();
});

test('the clock is that of the zone, in winter and in summer', () => {
  expect(read('1/12/2024', '9:15:08 AM', 'Europe/Stockholm')).toBe('2024-01-12T08:15:08.000Z');
  expect(read('8/12/2024', '9:15:08 AM', 'Europe/Stockholm')).toBe('2024-08-12T07:15:08.000Z');
  expect(read('8/12/2024', '9:15:08 AM', 'America/New_York')).toBe('2024-08-12T13:15:08.000Z');
  expect(read('8/12/2024', '9:15:08 AM', 'Asia/Kolkata')).toBe('2024-08-12T03:45:08.000Z');
});

test('an instant needs no zone', () => {
  expect(read('2024-08-12T09:15:08Z', undefined, 'America/New_York')).toBe('2024-08-12T09:15:08.000Z');
});

test('of an hour that comes twice it is the first that is not before the line above', () => {
  const again = (notBefore?: string) => read('10/27/2024', '2:30:00 AM', 'Europe/Stockholm', notBefore);
  expect(again()).toBe('2024-10-27T00:30:00.000Z');
  expect(again('2024-10-27T00:30:00.900Z')).toBe('2024-10-27T00:30:00.000Z');
  expect(again('2024-10-27T00:45:00Z')).toBe('2024-10-27T01:30:00.000Z');
  expect(again('2024-10-28T00:00:00Z')).toBe('2024-10-27T00:30:00.000Z');
});

test('an hour that was skipped reads as if it had not been', () => {
  expect(read('3/31/2024', '2:30:00 AM', 'Europe/Stockholm')).toBe('2024-03-31T01:30:00.000Z');
});

test('what a zone’s clock shows reads as the same moment', () => {
  const zones = ['UTC', 'Europe/Stockholm', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const seconds = fc.integer({ min: Date.UTC(2015, 0) / 1000, max: Date.UTC(2035, 0) / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), seconds, (timeZone, second) => {
      const shown = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(second * 1000);
      const written = { date: shown({}), time: shown({ timeStyle: 'medium' }) };
      expect(timeReader(timeZone)(written, second * 1000)).toBe(second * 1000);
    }),
  );
});
