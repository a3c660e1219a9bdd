import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Seated } from '../../src/collections/seats.ts';
import { TimedSeats } from '../../src/collections/timed-seats.ts';

interface Guest extends Seated {
  readonly name: string;
  endsAt: number;
}

function started() {
  const told: string[] = [];
  const seats = new TimedSeats<Guest>({
    left: ({ endsAt }, moment) => endsAt - moment,
    onTimeUp(guest) {
      told.push(guest.name);
      seats.delete(guest);
    },
  });
  const add = (name: string, milliseconds: number, from = performance.now()): Guest => {
    const guest = { name, seat: 0, endsAt: from + milliseconds };
    seats.add(guest);
    return guest;
  };
  return { told, seats, add };
}

test('each is told once when its time is up, in whatever order they came', async () => {
  const { told, add } = started();
  for (const [name, wait] of [
    ['late', 120],
    ['soon', 20],
    ['later', 160],
    ['none', 0],
  ] as const)
    add(name, wait);
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(['none', 'soon', 'late', 'later']);
});

test('who has left is not told, and those behind them are', async () => {
  const { told, seats, add } = started();
  const left = add('left', 20);
  add('stays', 60);
  expect(seats.delete(left)).toBe(true);
  expect(seats.delete(left)).toBe(false);
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(['stays']);
});

test('whose time has grown meanwhile is told when that is up', async () => {
  const { told, add } = started();
  const guest = add('patient', 20);
  const end = performance.now() + 150;
  guest.endsAt = end;
  await expect.poll(() => told, { timeout: 5_000, interval: 1 }).toEqual(['patient']);
  expect(performance.now()).toBeGreaterThan(end - 2);
});

test('who began together ends together', async () => {
  const { told, add } = started();
  const atOnce: number[] = [];
  const from = performance.now();
  for (let index = 0; index < 200; index += 1) add(String(index), 50 + index / 400, from);
  while (told.length < 200) {
    atOnce.push(told.length);
    await sleep(1);
  }
  expect(new Set(atOnce)).toEqual(new Set([0]));
});

test('a time longer than a timer can wait is waited for', async () => {
  const { told, add } = started();
  add('for ever', 2 ** 40);
  await sleep(20);
  expect(told).toEqual([]);
});
