import { expect, test } from 'vitest';
import { guarded } from '../../src/upstream/guard.ts';
import type { Client, Fetched, Guard, Trip } from '../../src/upstream/trip.ts';

const trip = {} as Trip;
const reply = { status: 200 } as Fetched;

function watching(overrides: readonly Guard[] = [{}, {}]) {
  const seen: string[] = [];
  const names = ['outer', 'inner'];
  const guards = overrides.map((override, index): Guard => ({
    begin: () => void seen.push(`${names[index]} begins`),
    replied: (_, { status }) => void seen.push(`${names[index]} replied ${status}`),
    failed: (_, error) => void seen.push(`${names[index]} failed: ${(error as Error).message}`),
    ...override,
  }));
  return { seen, guards };
}

const answers: Client = (_, end) => end.replied(reply);
const breaks: Client = (_, end) => end.failed(new Error('lost'));
const refuses = () => {
  throw new Error('refused');
};

test('a reply is seen from the inside out before anyone outside hears of it', async () => {
  const { seen, guards } = watching();
  const sent = guarded(guards, answers)(trip);
  expect(seen).toEqual(['outer begins', 'inner begins', 'inner replied 200', 'outer replied 200']);
  expect(await sent).toBe(reply);
});

test('so is a fault', async () => {
  const { seen, guards } = watching();
  await expect(guarded(guards, breaks)(trip)).rejects.toThrow('lost');
  expect(seen.slice(2)).toEqual(['inner failed: lost', 'outer failed: lost']);
});

test('who holds a trip up lets nobody further in see it before', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { seen, guards } = watching([{ hold: () => promise }, {}]);
  const sent = guarded(guards, answers)(trip);
  await new Promise(setImmediate);
  expect(seen).toEqual(['outer begins']);
  resolve(undefined);
  expect(await sent).toBe(reply);
  expect(seen).toEqual(['outer begins', 'inner begins', 'inner replied 200', 'outer replied 200']);
});

test.each<[string, Guard]>([
  ['as it begins', { begin: refuses }],
  ['at once where it would be held up', { hold: refuses }],
  ['after it was held up', { hold: () => Promise.reject(new Error('refused')) }],
])('what one refuses %s goes no further, and only those before it see it fail', async (_name, refusing) => {
  const { seen, guards } = watching([{}, refusing]);
  const never: Client = () => expect.unreachable();
  await expect(guarded(guards, never)(trip)).rejects.toThrow('refused');
  expect(seen.filter((line) => !line.endsWith('begins'))).toEqual(['outer failed: refused']);
});

test('who knows better what a trip failed of tells those outside', async () => {
  const { seen, guards } = watching([{}, { judge: () => Promise.resolve(new Error('limited')) }]);
  await expect(guarded(guards, breaks)(trip)).rejects.toThrow('limited');
  expect(seen.slice(2)).toEqual(['inner failed: lost', 'outer failed: limited']);
});

test('a client that throws has failed', async () => {
  const { seen, guards } = watching();
  await expect(guarded(guards, refuses)(trip)).rejects.toThrow('refused');
  expect(seen.slice(2)).toEqual(['inner failed: refused', 'outer failed: refused']);
});

test('what a guard throws at the end is what the trip fails of for those outside', async () => {
  const { seen, guards } = watching([{}, { replied: refuses }]);
  await expect(guarded(guards, answers)(trip)).rejects.toThrow('refused');
  expect(seen.slice(2)).toEqual(['outer failed: refused']);
});
