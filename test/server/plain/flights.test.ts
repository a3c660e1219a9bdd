import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFlights, type Flights } from '../../../src/server/plain/flights.ts';
import type { Landed } from '../../../src/server/plain/landed.ts';
import { Bytes } from '../../../src/server/plain/plain-response.ts';

const client = () => new ServerResponse(new IncomingMessage(new Socket()));
const landedOf = (text: string): Landed => ({
  body: new Bytes(text),
  headers: { 'content-type': 'application/json; charset=utf-8' },
  told: {},
});

let flights: Flights;
beforeEach(() => {
  vi.useFakeTimers();
  flights = createFlights();
});
afterEach(() => vi.useRealTimers());

test('what has landed is joined for the rest of the turn, and no longer', () => {
  const flight = flights.begin('a', client());
  flights.land(flight, landedOf('answer'));
  expect(flights.find('a')?.landed?.body.latin1).toBe('answer');
  expect(flights.find('b')).toBeUndefined();
  vi.advanceTimersByTime(0);
  expect(flights.find('a')).toBeUndefined();
});

test('a write ends all that may be joined, whenever it lands', () => {
  const landed = flights.begin('a', client());
  flights.land(landed, landedOf('answer'));
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
