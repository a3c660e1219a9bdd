/** Writes under idempotency keys: each is done once, and its answer given to whoever asks again. */
import { setTimeout as wait } from 'node:timers/promises';
import { HeadCount } from '../../collections/head-count.ts';
import type { Keyring } from '../../keyring.ts';
import { LONGEST_TIMEOUT } from '../../timers.ts';
import { claimSlot } from './claim.ts';
import { detached } from './detached.ts';
import { withOutcome } from './faults.ts';
import { claimKey, fingerprint } from './fingerprint.ts';
import { KeyedWrite } from './keyed-write.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { ClaimStore, Clock, Idempotency, Json, Write } from './types.ts';

export interface IdempotencyParts extends Partial<Clock> {
  readonly store: ClaimStore;
  /** Seals what the store is given. */
  readonly keyring: Keyring;
}

const FIRST_PAUSE = 50;

/** One for all operations of a gateway. */
export function createIdempotency({
  store,
  keyring,
  now = Date.now,
  sleep = (milliseconds, signal) => wait(Math.min(milliseconds, LONGEST_TIMEOUT), undefined, { signal }),
}: IdempotencyParts): Idempotency {
  const clock = { now, sleep };
  const underWay = new HeadCount();
  const track = (work: Promise<unknown>) => {
    const end = () => underWay.leave();
    underWay.enter();
    work.then(end, end);
  };

  const repeated = async (work: () => Promise<unknown>, until: number): Promise<void> => {
    const never = new AbortController().signal;
    for (let pause = FIRST_PAUSE; now() + pause < until; pause *= 2) {
      await sleep(pause, never);
      const failed = await work().then(
        () => false,
        () => true,
      );
      if (!failed) return;
    }
  };
  const concluded = async <Reply>(work: () => Promise<Reply>, until: number): Promise<Reply | undefined> => {
    try {
      return await work();
    } catch {
      track(repeated(work, until));
      return undefined;
    }
  };

  const ledgerOf = <Result, Prepared>({ readBack, scope: { source } }: Write<Result, Prepared>) => {
    if (readBack?.likeness === undefined) return undefined;
    const { likeness, traits } = readBack;
    return createLedger(store, keyring, { source, likeness, traits, now });
  };

  const unkeyed = async <Result extends Json, Prepared extends Json | undefined>(
    write: Write<Result, Prepared>,
  ): Promise<Result> => {
    const { prepare, run, call, scope } = write;
    // Nobody waits for it, and where it fails, what is sent under keys is told apart as well as it can be.
    const note = (ended: Parameters<Ledger['note']>[0]) => {
      const noted = ledgerOf(write)?.note(ended);
      if (noted !== undefined) track(noted);
    };
    let effect;
    try {
      effect = await run({ number: 1, began: now(), prepared: prepare?.() as Prepared }, call);
    } catch (error) {
      const fault = withOutcome(error, scope.source);
      if (fault.outcome === 'UNKNOWN') note({ isUnknown: true });
      throw fault;
    }
    const { result, effectId } = effect;
    if (effectId !== null) note({ effectId });
    return result;
  };

  const keyed = <Result extends Json, Prepared extends Json | undefined>(
    write: Write<Result, Prepared>,
    key: string,
  ): Promise<Result> => {
    const { call, input, scope } = write;
    const { source } = scope;
    const own = detached(call, clock);
    const claimedAs = claimKey(scope, key);
    const keyedWrite = new KeyedWrite({
      write,
      input: fingerprint(input),
      prepared: write.prepare?.((name) => keyring.sign(`idempotency secret ${name}`, claimedAs)),
      call: own.call,
      slot: claimSlot(store, keyring, claimedAs, source),
      ledger: ledgerOf(write),
      clock,
      concluded,
    });
    const answer = keyedWrite.answer().finally(() => own.end());
    track(answer);
    return new Promise((resolve, reject) => {
      const leave = () => reject(keyedWrite.leave());
      const rest = () => call.signal.removeEventListener('abort', leave);
      call.signal.addEventListener('abort', leave);
      answer.finally(rest).then(resolve, reject);
    });
  };

  return {
    once: (write) => (write.key == null ? unkeyed(write) : keyed(write, write.key)),
    idle: () => underWay.empty(),
  };
}
