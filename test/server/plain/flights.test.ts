import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFlights, type Flights } from '../../../src/server/plain/flights.ts';
import type { Landed } from '../../../src/server/plain/landed.ts';
import { Bytes } from '../../../src/server/plain/plain-response.ts';

const client = () => new ServerResponse(new IncomingMessage(new Socket()));
const landedOf = (text: string, isOfKept = true): Landed => ({
  body: new Bytes(text),
  headers: { 'content-type': 'application/json; charset=utf-8' },
  isOfKept,
  told: {},
});

let flights: Flights;
beforeEach(() => {
  vi.useFakeTimers();
  flights = createFlights();
});
afterEach(() => vi.useRealTimers());

/** A flight that several came for and that has landed, at the end of its turn. */
function landed(key: string, text = 'answer', isOfKept = true) {
  const flight = flights.begin(key, client());
  void flight.join(client());
  flights.land(flight, landedOf(text, isOfKept));
  vi.advanceTimersByTime(0);
  return flight;
}

test('what has landed is joined for the rest of the turn, and no longer where nobody else came', () => {
  const flight = flights.begin('a', client());
  flights.land(flight, landedOf('answer'));
  expect(flights.find('a')?.landed?.body.latin1).toBe('answer');
  expect(flights.find('b')).toBeUndefined();
  vi.advanceTimersByTime(0);
  expect(flights.find('a')).toBeUndefined();
});

test('an answer that several came for, and that took no call, stands for a tenth of a second', () => {
  const flight = landed('a');
  vi.advanceTimersByTime(99);
  expect(flights.find('a')).toBe(flight);
  vi.advanceTimersByTime(1);
  expect(flights.find('a')).toBeUndefined();
});

test('one that took a call ends with its turn', () => {
  landed('a', 'answer', false);
  expect(flights.find('a')).toBeUndefined();
});

test('a call that ends ends what lingers, and what was on its way will not linger', () => {
  landed('a');
  const onItsWay = flights.begin('b', client());
  void onItsWay.join(client());
  flights.settle();
  expect(flights.find('a')).toBeUndefined();
  expect(flights.find('b')).toBe(onItsWay);
  flights.land(onItsWay, landedOf('answer'));
  vi.advanceTimersByTime(0);
  expect(flights.find('b')).toBeUndefined();
});

test('a write ends all that may be joined, whenever it lands', () => {
  landed('a');
  const onItsWay = flights.begin('b', client());
  void onItsWay.join(client());
  flights.close();
  expect(flights.find('a')).toBeUndefined();
  expect(flights.find('b')).toBeUndefined();
  flights.land(onItsWay, landedOf('answer'));
  expect(flights.find('b')).toBeUndefined();
  const younger = flights.begin('b', client());
  vi.advanceTimersByTime(200);
  expect(flights.find('b')).toBe(younger);
});

test('all that lingers together has a bound', () => {
  landed('a', 'x'.repeat(5_000_000));
  landed('b', 'x'.repeat(5_000_000));
  landed('c', 'x'.repeat(1_000_000));
  expect(['a', 'b', 'c'].map((key) => flights.find(key) !== undefined)).toEqual([true, false, true]);
  vi.advanceTimersByTime(100);
  landed('b', 'x'.repeat(5_000_000));
  expect(flights.find('b')).toBeDefined();
});

test('a flight takes so many clients and no more, and none once all have gone away', () => {
  const starter = client();
  const flight = flights.begin('a', starter);
  const others = Array.from({ length: 999 }, client);
  for (const other of others) {
    expect(flights.find('a')).toBe(flight);
    void flight.join(other);
  }
  expect(flights.find('a')).toBeUndefined();
  for (const one of [starter, ...others]) one.emit('close');
  expect(flight.signal.aborted).toBe(true);
  expect(flights.find('a')).toBeUndefined();
});
