import { expect, test, vi } from 'vitest';
import { clientOf, guarded } from '../../src/upstream/guard.ts';
import type { Client, Fetched, Guard, Observer, Retry, Send, Trip } from '../../src/upstream/trip.ts';

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
  const sent = guarded({ guards, client: answers })(trip);
  expect(seen).toEqual(['outer begins', 'inner begins', 'inner replied 200', 'outer replied 200']);
  expect(await sent).toBe(reply);
});

test('so is a fault', async () => {
  const { seen, guards } = watching();
  await expect(guarded({ guards, client: breaks })(trip)).rejects.toThrow('lost');
  expect(seen.slice(2)).toEqual(['inner failed: lost', 'outer failed: lost']);
});

test('who holds a trip up lets nobody further in see it before', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { seen, guards } = watching([{ hold: () => promise }, {}]);
  const sent = guarded({ guards, client: answers })(trip);
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
  await expect(guarded({ guards, client: never })(trip)).rejects.toThrow('refused');
  expect(seen.filter((line) => !line.endsWith('begins'))).toEqual(['outer failed: refused']);
});

test('who knows better what a trip failed of tells those outside', async () => {
  const { seen, guards } = watching([{}, { judge: () => Promise.resolve(new Error('limited')) }]);
  await expect(guarded({ guards, client: breaks })(trip)).rejects.toThrow('limited');
  expect(seen.slice(2)).toEqual(['inner failed: lost', 'outer failed: limited']);
});

test('a client that throws has failed', async () => {
  const { seen, guards } = watching();
  await expect(guarded({ guards, client: refuses })(trip)).rejects.toThrow('refused');
  expect(seen.slice(2)).toEqual(['inner failed: refused', 'outer failed: refused']);
});

test('what a guard throws at the end is what the trip fails of for those outside', async () => {
  const { seen, guards } = watching([{}, { replied: refuses }]);
  await expect(guarded({ guards, client: answers })(trip)).rejects.toThrow('refused');
  expect(seen.slice(2)).toEqual(['outer failed: refused']);
});

function observing(refusing?: string) {
  const seen: string[] = [];
  const observer = (name: string): Observer => ({
    begin: () => {
      if (refusing === name) throw new Error(`${name} refused`);
      seen.push(`${name} begins`);
    },
    replied: (_, { status }) => void seen.push(`${name} replied ${status}`),
    failed: (_, error) => void seen.push(`${name} failed: ${(error as Error).message}`),
  });
  const guard: Guard = {
    begin: () => void seen.push('guard begins'),
    replied: () => void seen.push('guard replied'),
    failed: () => void seen.push('guard failed'),
  };
  return { seen, observers: [observer('outer'), observer('inner')], guards: [guard] };
}

/** Fails so many times. */
function breaking(times: number): Client {
  let tries = 0;
  return (_, end) => {
    tries += 1;
    if (tries > times) end.replied(reply);
    else end.failed(new Error(`lost ${tries}`));
  };
}

function patient(most: number) {
  const asked: [message: string, tries: number][] = [];
  const begin = vi.fn<() => void>();
  const retry = {
    begin,
    again: (_: Trip, error: unknown, tries: number) => {
      asked.push([(error as Error).message, tries]);
      return Promise.resolve(tries < most);
    },
  };
  return { asked, retry };
}

test('observers see a trip once, whatever tries it takes; guards see each', async () => {
  const { seen, ...way } = observing();
  const { asked, retry } = patient(9);
  expect(await guarded({ ...way, retry, client: breaking(2) })(trip)).toBe(reply);
  expect(asked).toEqual([
    ['lost 1', 1],
    ['lost 2', 2],
  ]);
  expect(retry.begin).toHaveBeenCalledOnce();
  const failing = ['guard begins', 'guard failed'];
  const replied = ['guard begins', 'guard replied', 'inner replied 200', 'outer replied 200'];
  expect(seen).toEqual(['outer begins', 'inner begins', ...failing, ...failing, ...replied]);
});

test('a trip that is not tried again has failed of its latest fault', async () => {
  const { seen, ...way } = observing();
  const { asked, retry } = patient(2);
  await expect(guarded({ ...way, retry, client: breaking(9) })(trip)).rejects.toThrow('lost 2');
  expect(asked.map(([, tries]) => tries)).toEqual([1, 2]);
  expect(seen.slice(-2)).toEqual(['inner failed: lost 2', 'outer failed: lost 2']);
});

test('what an observer refuses is not tried, and only those before it see it fail', async () => {
  const { seen, ...way } = observing('inner');
  const { asked, retry } = patient(9);
  const never: Client = () => expect.unreachable();
  await expect(guarded({ ...way, retry, client: never })(trip)).rejects.toThrow('inner refused');
  expect(asked).toEqual([]);
  expect(seen).toEqual(['outer begins', 'outer failed: inner refused']);
});

test('each try begins without the answer to the one before it', async () => {
  const met: unknown[] = [];
  const client: Client = (going, end) => {
    met.push(going.answer);
    going.answer = { sent: true, status: 503, headers: {} };
    end.failed(new Error('lost'));
  };
  const { retry } = patient(2);
  await expect(guarded({ guards: [], retry, client })({} as Trip)).rejects.toThrow('lost');
  expect(met).toEqual([undefined, undefined]);
});

test.each(['replied', 'failed'])(
  'an observer that throws when a trip has %s ends it for those outside',
  async (end) => {
    const { seen, ...way } = observing();
    const throwing: Observer = { replied: () => undefined, failed: () => undefined, [end]: refuses };
    const client = end === 'replied' ? answers : breaks;
    await expect(guarded({ ...way, observers: [...way.observers, throwing], client })(trip)).rejects.toThrow(
      'refused',
    );
    expect(seen.slice(-2)).toEqual(['inner failed: refused', 'outer failed: refused']);
    expect(seen).toContain(`guard ${end}`);
  },
);

test('observers without a beginning are told the end, also of what stands further in', async () => {
  const ends: string[] = [];
  const quiet: Observer = {
    replied: () => void ends.push('replied'),
    failed: () => void ends.push('failed'),
  };
  const over = (send: Send) => guarded({ observers: [quiet], client: clientOf(send) })(trip);
  await over(() => Promise.resolve(reply));
  const lost = new Error('lost');
  await expect(over(() => Promise.reject(lost))).rejects.toBe(lost);
  expect(ends).toEqual(['replied', 'failed']);
});

test.each<[string, Retry]>([
  ['as it begins', { begin: refuses, again: () => Promise.resolve(false) }],
  ['when it is asked', { begin: () => undefined, again: () => Promise.reject(new Error('refused')) }],
])('a retry that fails %s ends the trip', async (_name, retry) => {
  const { seen, ...way } = observing();
  await expect(guarded({ ...way, retry, client: breaks })(trip)).rejects.toThrow('refused');
  expect(seen.slice(-2)).toEqual(['inner failed: refused', 'outer failed: refused']);
});
