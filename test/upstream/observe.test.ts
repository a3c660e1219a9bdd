import { expect, test } from 'vitest';
import { observed } from '../../src/upstream/observe.ts';
import type { Fetched, Observer, Trip } from '../../src/upstream/trip.ts';

const trip = {} as Trip;
const reply = { status: 200 } as Fetched;

function watching(...refusing: readonly string[]) {
  const seen: string[] = [];
  const observer = (name: string): Observer => ({
    begin: () => {
      if (refusing.includes(name)) throw new Error(`${name} refused`);
      seen.push(`${name} begins`);
    },
    replied: (_, { status }) => void seen.push(`${name} replied ${status}`),
    failed: (_, error) => void seen.push(`${name} failed: ${(error as Error).message}`),
  });
  return { seen, observers: [observer('outer'), observer('inner')] };
}

test('a reply is seen from the inside out, and passed on', async () => {
  const { seen, observers } = watching();
  await expect(observed(observers, () => Promise.resolve(reply))(trip)).resolves.toBe(reply);
  expect(seen).toEqual(['outer begins', 'inner begins', 'inner replied 200', 'outer replied 200']);
});

test('so is a fault', async () => {
  const { seen, observers } = watching();
  const lost = new Error('lost');
  await expect(observed(observers, () => Promise.reject(lost))(trip)).rejects.toBe(lost);
  expect(seen.slice(2)).toEqual(['inner failed: lost', 'outer failed: lost']);
});

test('what one refuses goes no further, and only those who saw it begin see it fail', async () => {
  const { seen, observers } = watching('inner');
  let isSent = false;
  const send = observed(observers, () => {
    isSent = true;
    return Promise.resolve(reply);
  });
  await expect(send(trip)).rejects.toThrow('inner refused');
  expect(seen).toEqual(['outer begins', 'outer failed: inner refused']);
  expect(isSent).toBe(false);
});

test('observers without a beginning are told the end', async () => {
  const ends: string[] = [];
  const quiet: Observer = {
    replied: () => void ends.push('replied'),
    failed: () => void ends.push('failed'),
  };
  await observed([quiet], () => Promise.resolve(reply))(trip);
  expect(ends).toEqual(['replied']);
});
