/** The store of a gateway that runs alone: within this process, and gone with it. */
import { GatewayError } from '../errors.ts';
import { promised } from './promised.ts';
import type { Milliseconds, Store } from './store.ts';
import { createWatchers } from './watchers.ts';

export interface MemoryStoreParts {
  /** Most entries. Default 200,000. */
  readonly maxEntries?: number | undefined;
  /** Most bytes of keys and values, in UTF-8. Default 128 MiB. */
  readonly maxBytes?: number | undefined;
  /** The clock of lifetimes. Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}

interface Entry {
  readonly value: string;
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly ends: number;
}

const SWEEP_EVERY = 60_000;

/**
 * What is here stays until its life is over: an entry thrown out early would be a write forgotten, and sent again. A full store therefore
 * refuses to add. It never refuses to replace, so that what was begun can be concluded: values that grow may exceed `maxBytes` by as
 * much as they grow.
 */
export function createMemoryStore({
  maxEntries = 200_000,
  maxBytes = 128 * 1024 * 1024,
  now = Date.now,
}: MemoryStoreParts = {}): Store {
  const entries = new Map<string, Entry>();
  const watchers = createWatchers();
  let bytes = 0;
  let swept = now();
  /** No life ends before this moment. */
  let firstEnd = Infinity;

  const drop = (key: string, entry: Entry) => {
    entries.delete(key);
    bytes -= entry.bytes;
    watchers.wake(key);
  };
  const put = (key: string, value: string, lifetime: Milliseconds) => {
    const entry = { value, bytes: weigh(key, value), ends: now() + lifetime };
    bytes += entry.bytes - (entries.get(key)?.bytes ?? 0);
    firstEnd = Math.min(firstEnd, entry.ends);
    entries.set(key, entry);
    watchers.wake(key);
  };
  const living = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || now() < entry.ends) return entry;
    drop(key, entry);
    return undefined;
  };
  const sweep = () => {
    swept = now();
    if (swept < firstEnd) return;
    firstEnd = Infinity;
    for (const [key, entry] of entries) {
      if (entry.ends <= swept) drop(key, entry);
      else firstEnd = Math.min(firstEnd, entry.ends);
    }
  };
  const hasRoom = (more: number) => entries.size < maxEntries && bytes + more <= maxBytes;

  return {
    get: (key) => promised(() => living(key)?.value),
    add: (key, value, lifetime) =>
      promised(() => {
        const holder = living(key);
        if (holder !== undefined) return holder.value;
        const more = weigh(key, value);
        if (!hasRoom(more) || now() - swept >= SWEEP_EVERY) sweep();
        if (!hasRoom(more)) throw full(maxEntries, maxBytes);
        put(key, value, lifetime);
        return undefined;
      }),
    replace: (key, present, next, lifetime) =>
      promised(() => {
        if (living(key)?.value !== present) return false;
        put(key, next, lifetime);
        return true;
      }),
    remove: (key, present) =>
      promised(() => {
        const entry = living(key);
        if (entry?.value !== present) return false;
        drop(key, entry);
        return true;
      }),
    async changed(key, seen, signal) {
      for (;;) {
        signal.throwIfAborted();
        const value = living(key)?.value;
        if (value !== seen) return value;
        await watchers.next(key, signal);
      }
    },
  };
}

function weigh(key: string, value: string): number {
  return Buffer.byteLength(key) + Buffer.byteLength(value);
}

function full(maxEntries: number, maxBytes: number): GatewayError {
  return new GatewayError(
    'INTERNAL_SERVER_ERROR',
    `The memory store is full (at most ${maxEntries} entries and ${maxBytes} bytes): raise its bounds, or configure Redis.`,
  );
}
