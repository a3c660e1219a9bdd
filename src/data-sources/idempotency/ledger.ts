/**
 * Who wrote alike. Two keys may send the same text to the same conversation, and where one got no answer, the other's message must not be
 * taken for its own. So whatever can be read back is entered here before it is sent.
 */
import type { Keyring } from '../../keyring.ts';
import { fingerprint } from './fingerprint.ts';
import type { ClaimStore, Effect, Json } from './types.ts';

interface Entry {
  /** The claim's. */
  readonly id: string;
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
  enter(id: string, leaseEnds: number): Promise<void>;
  /** It was done, and how reading back would name it, where that is known. */
  done(id: string, effectId: string | undefined): Promise<void>;
  /** It was proven not to be done. */
  leave(id: string): Promise<void>;
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

const EMPTY: Page = { entries: [], completeSince: 0 };

export function createLedger(
  store: ClaimStore,
  keyring: Keyring,
  { source, likeness, now }: { source: string; likeness: Json; now: () => number },
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
      const next = keyring.seal(purpose, JSON.stringify(bounded(edit(read(text)))));
      if (text === undefined) {
        if ((await store.add(key, next, DAY)) === undefined) return;
      } else if (await store.replace(key, text, next, DAY)) return;
    }
  };
  const set = (entry: Entry) =>
    change(({ entries, ...page }) => ({
      ...page,
      entries: [...entries.filter(({ id }) => id !== entry.id), entry],
    }));
  return {
    enter: (id, leaseEnds) => set({ id, ends: leaseEnds + LATE }),
    done: (id, effectId) => set({ id, ends: now(), effectId }),
    leave: (id) =>
      change(({ entries, ...page }) => ({ ...page, entries: entries.filter((entry) => entry.id !== id) })),
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

  const others = entries.filter((entry) => entry !== own);
  const named = new Set(others.map(({ effectId }) => effectId));
  const unclaimed = found.filter(({ effectId }) => effectId === undefined || !named.has(effectId));
  // Each of these may have brought about one of the effects found. If there are as many as all of them and this one together could have
  // brought about, then all did.
  const rivals = others.filter(({ effectId, ends }) => effectId === undefined && ends >= from);
  const [first] = unclaimed;
  if (first === undefined || unclaimed.length !== rivals.length + 1) return undefined;
  // Among rivals, which is whose cannot be told, and does not matter: they are alike.
  return rivals.length === 0 ? first : { result: first.resultOfSome ?? first.result };
}
