import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import {
  count,
  decode,
  embedded,
  flag,
  id,
  object,
  openEnum,
  optionalId,
  row,
  rows,
  text,
  timestamp,
  Unreadable,
} from '../../src/providers/wire.ts';

const identified = object((fields) => ({ id: id(fields['id']) }));
const request = { method: 'GET', template: '/v1/chat/agents' } as const;

test('an id is a number or a text, and always read as text', () => {
  expect(id(1024)).toBe('1024');
  expect(id('c_1')).toBe('c_1');
});

test.each([undefined, null, '', 1.5, Number.NaN, 2 ** 53, true, {}, []])('%s is no id', (value) => {
  expect(() => id(value)).toThrow(Unreadable);
  expect(optionalId(value)).toBe(value === undefined ? undefined : null);
});

test.each([
  ['2026-03-31T11:45:00Z', '2026-03-31T11:45:00.000Z'],
  ['2026-03-28T11:45:00Z', '2026-03-28T11:45:00.000Z'],
  ['2026-03-28T11:45:00.7Z', '2026-03-28T11:45:00.700Z'],
  ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
  ['2026-02-28T24:00:00Z', '2026-03-01T00:00:00.000Z'],
  ['2026-02-28T11:60:00Z', null],
  ['2026-00-28T11:45:00Z', null],
  ['2026-03-00T11:45:00Z', null],
  ['2026-03-31T13:45:00.1239+02:00', '2026-03-31T11:45:00.123Z'],
  ['2026-03-31T13:45:00+0200', '2026-03-31T11:45:00.000Z'],
  ['2026-03-31T13:45:00+02', '2026-03-31T11:45:00.000Z'],
  ['2026-03-31T11:45', '2026-03-31T11:45:00.000Z'],
  ['2026-03-31 11:45:00 UTC', '2026-03-31T11:45:00.000Z'],
  ['2026-03-31 11:45:00', '2026-03-31T11:45:00.000Z'],
  ['2026-03-31', '2026-03-31T00:00:00.000Z'],
  [1774957500, '2026-03-31T11:45:00.000Z'],
  [1774957500123, '2026-03-31T11:45:00.123Z'],
  ['1723454103.158', '2024-08-12T09:15:03.158Z'],
  ['order 5', null],
  ['2026', null],
  ['2026-13-31T11:45:00Z', null],
  ['2026-02-30T10:00:00Z', null],
  ['2026-02-29', null],
  ['2026-04-31T10:00:00+02:00', null],
  [1774957500000000, null],
  ['9999-12-31T23:59:59-05:00', null],
  ['0000-01-01T00:00:00+10:00', null],
  ['', null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [null, null],
  [true, null],
  [{}, null],
  [undefined, undefined],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2017-01-01 08:59:60 +09', '2017-01-01T00:00:00.000Z'],
  ['2016-12-30T23:59:60Z', null],
])('the timestamp %j is %s', (value, expected) => {
  expect(timestamp(value)).toBe(expected);
});

test('a timestamp never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(timestamp(value) ?? '1970-01-01T00:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    }),
  );
});

test('a timestamp is what toISOString writes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1973-03-04'), max: new Date('5138-01-01'), noInvalidDate: true }),
      (date) => {
        expect(timestamp(date.toISOString())).toBe(date.toISOString());
        expect(timestamp(date.getTime())).toBe(date.toISOString());
      },
    ),
  );
});

test('fields of the wrong type are null, absent ones stay absent', () => {
  const fields = object(({ name, enabled, unread }) => ({
    name: text(name),
    enabled: flag(enabled),
    unread: count(unread),
  }));
  expect(fields({})).toEqual({});
  expect(fields({ name: {}, enabled: 'maybe', unread: -1 })).toEqual({
    name: null,
    enabled: null,
    unread: null,
  });
  expect(fields({ name: 5, enabled: true, unread: '12' })).toEqual({
    name: '5',
    enabled: true,
    unread: 12,
  });
  expect(fields({ unread: 2 ** 31 })).toEqual({ unread: null });
});

test('an open set maps what it knows, in any case, and nothing inherited', () => {
  const colour = openEnum({ red: 'RED' });
  expect(['Red', 'blue', 'constructor', '__proto__', null, undefined].map(colour)).toEqual([
    'RED',
    null,
    null,
    null,
    null,
    undefined,
  ]);
});

test('a row keeps its original, unknown keys and all', () => {
  const raw = { id: 7, mood: 'fine' };
  expect(row(identified)(raw)).toEqual({ value: { id: '7' }, raw });
});

test('an embedded object without an id is null', () => {
  const read = embedded(identified);
  const holder = object(({ contact }) => ({ contact: read(contact) }));
  expect(holder({ contact: { name: 'Alice' } })).toEqual({ contact: null });
  expect(holder({ contact: null })).toEqual({ contact: null });
  expect(holder({})).toEqual({});
});

test('a list is bare or in an envelope that may say its total and limit', () => {
  const list = rows(identified, ['data', 'items']);
  const one = [{ value: { id: '1' }, raw: { id: 1 } }];
  expect(list([{ id: 1 }])).toEqual({ rows: one, total: undefined, limit: undefined });
  expect(list({ items: [{ id: 1 }] })).toEqual({ rows: one, total: undefined, limit: undefined });
  expect(list({ data: [{ id: 1 }], total: 84, limit: 25 })).toEqual({
    rows: one,
    total: 84,
    limit: 25,
  });
  expect(list({ data: [], total: 'many' })).toEqual({ rows: [], total: undefined, limit: undefined });
});

test.each([
  [{ data: [{ id: 1 }, { name: 'hunter2' }] }, '"data[1].id"'],
  [[{ id: 1 }, null], '"[1]"'],
  [{ data: 'hunter2' }, '"data"'],
  [{ error: 'hunter2' }, 'the body'],
  ['<html>hunter2', 'the body'],
  [undefined, 'the body'],
])('a reply of the wrong shape (%j) is refused in our own words', (body, where) => {
  const attempt = () => decode(rows(identified), body, 'xe', request);
  expect(attempt).toThrow(UpstreamError);
  expect(attempt).toThrow('xe answered `GET /v1/chat/agents` with something');
  expect(attempt).toThrow(`${where} is missing or of the wrong type`);
  expect(attempt).not.toThrow(/hunter2/);
  expect(attempt).toThrow(
    expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE', source: 'xe', outcome: undefined }),
  );
});

test('a write whose reply cannot be read has an unknown outcome', () => {
  const attempt = () => decode(identified, {}, 'xe', { ...request, method: 'POST' });
  expect(attempt).toThrow(expect.objectContaining({ outcome: 'UNKNOWN' }));
});
