/**
 * Who wrote alike. Two keys may send the same text to the same conversation, and where one got no answer, the other's message must not be
 * taken for its own. So whatever can be read back is entered here before it is sent; what was sent without a key, once it is known how it ended.
 */
import { randomUUID } from 'node:crypto';
import type { Keyring } from '../../keyring.ts';
import { fingerprint } from './fingerprint.ts';
import type { ClaimStore, Effect, ReadBack } from './types.ts';

interface Entry {
  /** The claim's. */
  readonly id: string;
  readonly isKeyless?: true;
  /** Of `ReadBack.traits`: fingerprints. */
  readonly traits?: readonly (string | null)[];
  /** What `ReadBack.before` told, where it was asked. */
  readonly before?: readonly string[] | null;
  /** Unix milliseconds: its effect came no later. */
  readonly ends: number;
  readonly effectId?: string | undefined;
}

interface Page {
  readonly entries: readonly Entry[];
  /** No entry that ended after this moment was left out to save room. Unix milliseconds. */
  readonly completeSince: number;
}

export interface Ledger {
  /** Before anything is sent. `leaseEnds` is that of the attempt. */
  enter(id: string, leaseEnds: number, before?: readonly string[] | null): Promise<void>;
  /** It was done, and how reading back would name it, where that is known. */
  done(id: string, effectId: Effect<unknown>['effectId']): Promise<void>;
  /** It was proven not to be done. */
  leave(id: string): Promise<void>;
  /** What was sent without a key: was done, or may be. */
  note(ended: { readonly effectId?: string | undefined; readonly isUnknown?: boolean }): Promise<void>;
  /** Which of the effects found, oldest first, is this one's; undefined where that cannot be told. */
  recognise<Result>(
    id: string,
    began: number,
    found: readonly Effect<Result>[],
  ): Promise<Effect<Result> | undefined>;
}

const DAY = 86_400_000;
const MOST_ENTRIES = 100;
/** A provider that was cut off may still do it, so much after the attempt's lease at most. */
const LATE = 300_000;
/** By how much a provider's clock may be ahead of ours, so that what ended before seems to come after. */
const SKEW = 60_000;
/** Of a page with nothing but what was sent without keys: only a key that begins shortly after needs it. */
const KEYLESS_LIFETIME = LATE + 2 * SKEW;

const EMPTY: Page = { entries: [], completeSince: 0 };

export interface LedgerOf extends Pick<ReadBack<unknown, unknown>, 'likeness' | 'traits'> {
  readonly source: string;
  readonly now: () => number;
}

export function createLedger(
  store: ClaimStore,
  keyring: Keyring,
  { source, likeness, traits = [], now }: LedgerOf,
): Ledger {
  // Signed, not hashed: a short text in a known conversation could be guessed.
  const key = `idempotency:alike:${keyring.sign('idempotency ledger', fingerprint([source, likeness]))}`;
  const purpose = `idempotency ledger ${key}`;
  const read = (text: string | undefined): Page => {
    if (text === undefined) return EMPTY;
    const opened = keyring.open(purpose, text);
    // Sealed under a secret that is gone: whatever it said, nothing from before now can be told.
    return opened === undefined ? { entries: [], completeSince: now() + LATE } : (JSON.parse(opened) as Page);
  };
  const change = async (edit: (page: Page) => Page): Promise<void> => {
    for (;;) {
      const text = await store.get(key);
      const page = bounded(edit(read(text)));
      const next = keyring.seal(purpose, JSON.stringify(page));
      const isBrief = page.completeSince === 0 && page.entries.every(({ isKeyless }) => isKeyless);
      const lifetime = isBrief ? KEYLESS_LIFETIME : DAY;
      if (text === undefined) {
        if ((await store.add(key, next, lifetime)) === undefined) return;
      } else if (await store.replace(key, text, next, lifetime)) return;
    }
  };
  const prints = traits.map((trait) => (trait === null ? null : fingerprint(trait)));
  const set = (entry: Entry) =>
    change(({ entries, ...page }) => {
      const present = entries.find(({ id }) => id === entry.id);
      const others = entries.filter((other) => other !== present);
      return { ...page, entries: [...others, { traits: prints, ...present, ...entry }] };
    });
  const leave = (id: string) =>
    change(({ entries, ...page }) => ({ ...page, entries: entries.filter((entry) => entry.id !== id) }));
  return {
    enter: (id, leaseEnds, before) =>
      set({ id, ends: leaseEnds + LATE, ...(before === undefined ? {} : { before }) }),
    done: (id, effectId) => (effectId === null ? leave(id) : set({ id, ends: now(), effectId })),
    leave,
    note: ({ effectId, isUnknown }) =>
      set({ id: randomUUID(), isKeyless: true, ends: now() + (isUnknown ? LATE : 0), effectId }),
    async recognise(id, began, found) {
      // Read after `found` was: whoever brought any of it about had been entered by then.
      return recognised(read(await store.get(key)), id, began, found);
    },
  };
}

function bounded({ entries, completeSince }: Page): Page {
  const extra = entries.slice(0, Math.max(0, entries.length - MOST_ENTRIES));
  return {
    entries: entries.slice(extra.length),
    completeSince: Math.max(completeSince, ...extra.map(({ ends }) => ends)),
  };
}

function recognised<Result>(
  { entries, completeSince }: Page,
  id: string,
  began: number,
  found: readonly Effect<Result>[],
): Effect<Result> | undefined {
  const from = began - SKEW;
  const own = entries.find((entry) => entry.id === id);
  if (own === undefined || from <= completeSince) return undefined;
  if (own.effectId !== undefined) return found.find(({ effectId }) => effectId === own.effectId);
  if (own.before === null) return undefined;

  const others = Object.groupBy(
    entries.filter((entry) => entry !== own),
    ({ isKeyless }) => (isKeyless ? 'keyless' : 'keyed'),
  );
  const { keyed = [], keyless = [] } = others;
  const named = new Set([...keyed.map(({ effectId }) => effectId), ...(own.before ?? [])]);
  const unclaimed = found.filter(({ effectId }) => effectId == null || !named.has(effectId));
  const isRival = (other: Entry) =>
    other.effectId === undefined && other.ends >= from && mayBeAlike(own, other);
  // Each of these may have brought about one of the effects found. If there are as many as all of them and this one together could have
  // brought about, then all did.
  const rivals = keyed.filter(isRival);
  if (rivals.some((rival) => !isAlike(own, rival))) return undefined;
  // Beside what was sent without a key, nothing is "found exactly once".
  const isFound = ({ effectId }: Entry) =>
    effectId !== undefined && unclaimed.some((effect) => effect.effectId === effectId);
  if (keyless.some((other) => isRival(other) || isFound(other))) return undefined;
  const [first] = unclaimed;
  if (first === undefined || unclaimed.length !== rivals.length + 1) return undefined;
  // Among rivals, which is whose cannot be told, and does not matter: they are alike.
  return rivals.length === 0 ? first : { result: first.resultOfSome ?? first.result };
}

/** What one has and the other has not cannot be told apart by it. */
function mayBeAlike({ traits = [] }: Entry, other: Entry): boolean {
  return traits.every((trait, index) => {
    const its = other.traits?.[index] ?? null;
    return trait === null || its === null || trait === its;
  });
}

function isAlike({ traits = [] }: Entry, other: Entry): boolean {
  return traits.every((trait, index) => trait === (other.traits?.[index] ?? null));
}
