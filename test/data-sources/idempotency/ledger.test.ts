import { expect, test } from 'vitest';
import { createLedger } from '../../../src/data-sources/idempotency/ledger.ts';
import { createKeyring } from '../../../src/keyring.ts';
import { Secret } from '../../../src/secret.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';

const START = 1_760_000_000_000;
const MINUTE = 60_000;
const KEYRING = createKeyring([new Secret('a secret of at least thirty-two bytes')]);

function setting() {
  let moment = START;
  const now = () => moment;
  const elapse = (milliseconds: number) => {
    moment += milliseconds;
  };
  const store = createMemoryStore({ now });
  const ledgerOf = (likeness: string, source = 'xe', keyring = KEYRING, traits: (string | null)[] = []) =>
    createLedger(store, keyring, { source, likeness, traits, now });
  return { ledger: ledgerOf('hello'), ledgerOf, now, elapse };
}

/** Effects found, by their ids; without one where it is undefined. */
const found = (...ids: (string | undefined)[]) =>
  ids.map((effectId, index) => ({ result: `result ${index}`, effectId }));

test('exactly one effect is the only one that was entered', async () => {
  const { ledger } = setting();
  await ledger.enter('own', START + 15_000);
  expect(await ledger.recognise('own', START, found('m1'))).toEqual({ result: 'result 0', effectId: 'm1' });
  expect(await ledger.recognise('own', START, found())).toBeUndefined();
  expect(await ledger.recognise('own', START, found('m1', 'm2'))).toBeUndefined();
});

test('who was not entered is told nothing', async () => {
  const { ledger, ledgerOf } = setting();
  await ledgerOf('another text').enter('own', START);
  await ledgerOf('hello', 'another source').enter('own', START);
  expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
});

test('what is known to be of others is left out', async () => {
  const { ledger } = setting();
  for (const id of ['own', 'a', 'b']) await ledger.enter(id, START);
  await ledger.done('a', 'm1');
  await ledger.done('b', 'm3');
  expect(await ledger.recognise('own', START, found('m1', 'm2', 'm3'))).toMatchObject({ effectId: 'm2' });
  expect(await ledger.recognise('own', START, found('m1', 'm3'))).toBeUndefined();
});

test('what is known to be its own is found among others', async () => {
  const { ledger } = setting();
  for (const id of ['own', 'rival']) await ledger.enter(id, START);
  await ledger.done('own', 'm2');
  expect(await ledger.recognise('own', START, found('m1', 'm2'))).toMatchObject({ effectId: 'm2' });
  expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
});

test.each([
  ['of whom nobody knows', undefined],
  ['who were done without an id', 'done'],
])(
  'with rivals %s, as many effects as all together prove its own, but not which it is',
  async (_name, how) => {
    const { ledger } = setting();
    for (const id of ['a', 'own', 'b']) await ledger.enter(id, START);
    if (how === 'done') for (const id of ['a', 'b']) await ledger.done(id, undefined);
    expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
    expect(await ledger.recognise('own', START, found('m1', 'm2'))).toBeUndefined();
    expect(await ledger.recognise('own', START, found('m1', 'm2', 'm3'))).toEqual({ result: 'result 0' });
    expect(await ledger.recognise('own', START, found('m1', 'm2', 'm3', 'm4'))).toBeUndefined();
  },
);

test('a result that is one of several alike is told as such, where it can be', async () => {
  const { ledger } = setting();
  for (const id of ['own', 'rival']) await ledger.enter(id, START);
  const effects = found('m1', 'm2').map((effect) => ({ ...effect, resultOfSome: 'some' }));
  expect(await ledger.recognise('own', START, effects)).toEqual({ result: 'some' });
  await ledger.done('rival', 'm1');
  expect(await ledger.recognise('own', START, effects)).toMatchObject({ result: 'result 1', effectId: 'm2' });
});

test('who proved not to be done is no rival', async () => {
  const { ledger } = setting();
  for (const id of ['own', 'a']) await ledger.enter(id, START);
  await ledger.leave('a');
  expect(await ledger.recognise('own', START, found('m1'))).toMatchObject({ effectId: 'm1' });
});

test('who was done a minute before is no rival; of whom nobody knows, five minutes later still', async () => {
  const { ledger, elapse, now } = setting();
  await ledger.enter('done', START);
  await ledger.done('done', undefined);
  await ledger.enter('unknown', START);
  const tell = async (id: string) => {
    await ledger.enter(id, now());
    const effect = await ledger.recognise(id, now(), found('m1'));
    await ledger.leave(id);
    return effect;
  };
  elapse(5 * MINUTE);
  expect(await tell('after five minutes')).toBeUndefined();
  elapse(MINUTE);
  expect(await tell('after six minutes')).toBeUndefined();
  await ledger.leave('unknown');
  expect(await tell('after it left')).toMatchObject({ effectId: 'm1' });
  await ledger.enter('unknown', START);
  elapse(1);
  expect(await tell('after more than six minutes')).toMatchObject({ effectId: 'm1' });
});

test('where entries had to be dropped, nothing from their time is told', async () => {
  const { ledger, elapse, now } = setting();
  await ledger.enter('early', START);
  for (let index = 0; index < 100; index += 1) {
    await ledger.enter(`other ${index}`, START);
    await ledger.done(`other ${index}`, `m${index}`);
  }
  await ledger.enter('early', START);
  expect(await ledger.recognise('early', START, found('own'))).toBeUndefined();
  elapse(10 * MINUTE);
  await ledger.enter('late', now());
  await ledger.leave('early');
  expect(await ledger.recognise('late', now(), found('own'))).toMatchObject({ effectId: 'own' });
});

test('entries at once are all kept', async () => {
  const { ledger, ledgerOf } = setting();
  const ids = Array.from({ length: 20 }, (_, index) => `id ${index}`);
  await Promise.all(ids.map((id) => ledgerOf('hello').enter(id, START)));
  await Promise.all(ids.map((id) => ledgerOf('hello').done(id, `of ${id}`)));
  await ledger.enter('own', START);
  const effects = found(...ids.map((id) => `of ${id}`), 'own');
  expect(await ledger.recognise('own', START, effects)).toMatchObject({ effectId: 'own' });
});

test('what has no effect is no rival', async () => {
  const { ledger } = setting();
  for (const id of ['own', 'refused']) await ledger.enter(id, START);
  await ledger.done('refused', null);
  expect(await ledger.recognise('own', START, found('m1'))).toMatchObject({ effectId: 'm1' });
});

test('what was sent without a key is not taken, and beside it nothing is told', async () => {
  const { ledger } = setting();
  await ledger.note({ effectId: 'm1' });
  await ledger.enter('own', START);
  expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
  expect(await ledger.recognise('own', START, found('m1', 'm2'))).toBeUndefined();
  expect(await ledger.recognise('own', START, found('m2'))).toMatchObject({ effectId: 'm2' });
});

test.each([
  ['was done', false, MINUTE],
  ['may be done', true, 6 * MINUTE],
])(
  'what was sent without a key, and %s without an id, is in doubt for a while',
  async (_, isUnknown, time) => {
    const { ledger, elapse, now } = setting();
    await ledger.note({ isUnknown });
    elapse(time);
    await ledger.enter('own', now());
    expect(await ledger.recognise('own', now(), found('m1'))).toBeUndefined();
    elapse(1);
    expect(await ledger.recognise('own', now(), found('m1'))).toMatchObject({ effectId: 'm1' });
  },
);

test('where nobody entered, what was sent without keys is kept for minutes alone', async () => {
  const { ledger, elapse, now } = setting();
  const isKept = async () => {
    await ledger.enter('own', now());
    return (await ledger.recognise('own', now(), found('m1'))) === undefined;
  };
  await ledger.note({ effectId: 'm1' });
  elapse(8 * MINUTE);
  expect(await isKept()).toBe(false);
  await ledger.note({ effectId: 'm1' });
  elapse(8 * MINUTE);
  expect(await isKept()).toBe(true);
});

test('what was there before is not its own; where nobody could look, nothing is', async () => {
  const { ledger } = setting();
  await ledger.enter('own', START, ['m1']);
  expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
  expect(await ledger.recognise('own', START, found('m1', 'm2'))).toMatchObject({ effectId: 'm2' });
  await ledger.enter('own', START + MINUTE);
  expect(await ledger.recognise('own', START, found('m1'))).toBeUndefined();
  await ledger.enter('own', START, null);
  expect(await ledger.recognise('own', START, found('m2'))).toBeUndefined();
});

test('rivals of other traits do not count, and those that may have the same leave it open', async () => {
  const { ledgerOf } = setting();
  const [own, other, open] = ['hi', 'bye', null].map((trait) => ledgerOf('hello', 'xe', KEYRING, [trait]));
  await own?.enter('own', START);
  await other?.enter('other', START);
  expect(await own?.recognise('own', START, found('m1'))).toMatchObject({ effectId: 'm1' });
  await open?.enter('open', START);
  expect(await own?.recognise('own', START, found('m1'))).toBeUndefined();
  expect(await own?.recognise('own', START, found('m1', 'm2'))).toBeUndefined();
  await open?.done('open', 'm1');
  expect(await own?.recognise('own', START, found('m1', 'm2'))).toMatchObject({ effectId: 'm2' });
});
