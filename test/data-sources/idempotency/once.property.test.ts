import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { Provider, sending, type Answer, type Fate } from './provider.ts';
import { START, World, type Process } from './world.ts';

/** What chance decides, one number at a time. */
interface Chance {
  below(count: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** A schedule is a seed: every choice is drawn from it in turn. */
function chanceOf(seed: number): Chance {
  let state = seed;
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    percent: (share) => next() * 100 < share,
    pick: ([first, ...rest]) => [first, ...rest][below(rest.length + 1)] ?? first,
  };
}

interface Conditions {
  readonly givesIds: boolean;
  readonly readsBack: boolean;
  readonly naturalKey: boolean;
  /** In so many of a hundred store operations. */
  readonly storeFaults: number;
  readonly crashes: boolean;
  /** Keys, and how many different texts they send. */
  readonly keys: number;
  readonly texts: number;
}

/** What a caller heard of one key. */
interface Heard {
  readonly key: string;
  readonly answer: Answer | 'NOT_DONE' | 'UNKNOWN' | 'nothing';
  /** How often the key was truly done when it heard. */
  readonly done: number;
  /** Names the question, in what it sent. */
  readonly question: number;
}

/** Some clients per key, each repeating until it knows, over processes that may die, in any order of events. */
async function play(conditions: Conditions, seed: number) {
  const chance = chanceOf(seed);
  const world = new World();
  const provider = new Provider(world, {
    givesIds: conditions.givesIds,
    refusesDuplicates: conditions.naturalKey,
  });
  const faults = { fails: () => chance.percent(conditions.storeFaults) };
  const start = () => world.process(chance.below(4_000) - 2_000, faults);
  const processes = [start(), start()] as [Process, Process];
  const heard: Heard[] = [];
  let sends = 0;
  let questions = 0;
  const lost = new Map<Process, (() => void)[]>();

  const fate = (): Fate => {
    sends += 1;
    // In the end providers recover.
    if (sends > 40) return 'answered';
    return chance.pick<Fate>(['answered', 'answered', 'refused', 'cut before', 'cut after', 'done late']);
  };

  const ask = async (key: string, text: string, question: number): Promise<Heard['answer']> => {
    const process = chance.pick(processes);
    const controller = new AbortController();
    const died = new Promise<'nothing'>((resolve) => {
      lost.set(process, [...(lost.get(process) ?? []), () => resolve('nothing')]);
    });
    if (chance.percent(15)) {
      void world.sleep(chance.below(50), undefined).then(() => controller.abort());
    }
    const write = sending({
      world,
      provider,
      process,
      key,
      text,
      question,
      fate,
      signal: controller.signal,
      readsBack: conditions.readsBack,
      naturalKey: conditions.naturalKey,
    });
    const answer = process.idempotency.once(write).catch((error: unknown) => {
      if (!(error instanceof GatewayError) || error.outcome === undefined) throw error;
      return error.outcome;
    });
    return Promise.race([answer, died]);
  };

  const client = async (key: string, text: string) => {
    for (let tries = 0; tries < 6; tries += 1) {
      questions += 1;
      const question = questions;
      const answer = await ask(key, text, question);
      heard.push({ key, answer, done: provider.sentUnder(key).length, question });
      if (typeof answer === 'object') return;
      await world.sleep(chance.below(8_000), undefined);
    }
  };

  const clients = Array.from({ length: conditions.keys }, (_, index) => {
    const key = `key-${index}`;
    const text = `text-${index % conditions.texts}`;
    return Promise.all(Array.from({ length: 1 + chance.below(2) }, () => client(key, text)));
  });
  const state = { open: true };
  const end = Promise.all(clients).finally(() => {
    state.open = false;
  });
  end.catch(() => undefined);

  await world.settled();
  while (state.open) {
    if (conditions.crashes && chance.percent(1)) {
      const place = chance.below(2);
      const doomed = processes[place === 0 ? 0 : 1];
      processes[place === 0 ? 0 : 1] = start();
      world.kill(doomed);
      for (const tell of lost.get(doomed) ?? []) tell();
      await world.settled();
    } else if (world.steps.length > 0 && !chance.percent(5)) {
      await world.step((count) => chance.below(count));
    } else if (chance.percent(80)) {
      await world.elapseUntil(world.now + chance.below(20));
    } else if (!(await world.elapse()) && world.steps.length === 0) {
      throw new Error('Somebody waits, and nothing is left that could happen.');
    }
  }
  await end;
  for (const process of processes) await world.run(process.idempotency.idle());
  return { world, provider, heard, sends };
}

const CONDITIONS: [name: string, conditions: Conditions][] = [
  ['read back by id', {}],
  ['read back without ids', { givesIds: false }],
  ['alike under several keys', { texts: 2 }],
  ['alike, without ids', { texts: 1, givesIds: false }],
  ['nothing to read back', { readsBack: false }],
  ['duplicates refused', { readsBack: false, naturalKey: true }],
  ['duplicates refused, and read back', { naturalKey: true }],
  ['a store that fails', { storeFaults: 5, texts: 2 }],
  ['a store that fails, and crashes', { storeFaults: 5, texts: 2, crashes: true, givesIds: false }],
  ['crashes', { crashes: true }],
  ['crashes, alike under several keys', { crashes: true, texts: 1 }],
  ['crashes, alike, without ids', { crashes: true, texts: 1, givesIds: false }],
  ['crashes, nothing to read back', { crashes: true, readsBack: false }],
  ['crashes, duplicates refused', { crashes: true, readsBack: false, naturalKey: true, storeFaults: 5 }],
].map(([name, conditions]) => [
  name as string,
  {
    givesIds: true,
    readsBack: true,
    naturalKey: false,
    storeFaults: 0,
    crashes: false,
    keys: 4,
    texts: 4,
    ...(conditions as Partial<Conditions>),
  },
]);

const isSuccess = (answer: Heard['answer']): answer is { message: string | null } =>
  typeof answer === 'object' && 'message' in answer;

test.each(CONDITIONS)(
  'whatever happens, nothing is done twice or claimed in vain: %s',
  async (_name, conditions) => {
    let successes = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { provider, heard, world } = await play(conditions, seed);
        expect(world.now).toBeLessThan(START + 3_600_000);
        const keys = new Set(heard.map(({ key }) => key));
        for (const key of keys) {
          const answers = heard.filter((each) => each.key === key);
          const succeeded = answers.filter(({ answer }) => isSuccess(answer));
          // Never twice.
          expect(provider.sentUnder(key).length).toBeLessThanOrEqual(1);
          // Success means that it is there, from the moment it is told; NOT_DONE, that this question sent nothing and never will.
          for (const { answer, done, question } of answers) {
            if (isSuccess(answer)) expect(done).toBe(1);
            if (answer === 'NOT_DONE')
              expect(provider.messages.map((sent) => sent.question)).not.toContain(question);
          }
          // Replayed as it was, unless the store lost it and it was read back.
          if (conditions.storeFaults === 0) {
            expect(new Set(succeeded.map(({ answer }) => JSON.stringify(answer))).size).toBeLessThanOrEqual(
              1,
            );
          }
          successes += succeeded.length;
        }
        // No two keys are told of one message.
        const named = [...keys].map((key) =>
          heard.find((each) => each.key === key && isSuccess(each.answer)),
        );
        const messages = named.flatMap((each) =>
          each && isSuccess(each.answer) ? [each.answer.message] : [],
        );
        if (conditions.texts === conditions.keys && conditions.givesIds && !conditions.naturalKey) {
          expect(new Set(messages).size).toBe(messages.length);
        }
        // A genuine conflict there is none: every refused duplicate was the key's own.
        expect(heard.filter(({ answer }) => typeof answer === 'object' && 'conflict' in answer)).toEqual([]);
      }),
      { numRuns: 30 },
    );
    // Else all of this says nothing.
    expect(successes).toBeGreaterThan(30);
  },
);
