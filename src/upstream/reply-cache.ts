/** Kept replies of all sources: one store with one bound for the process. */
import { LRUCache } from 'lru-cache';
import { DEFAULT_LIVES, type CacheKind } from './cache-kinds.ts';
import type { Fetched } from './trip.ts';

/** What is absent or undefined has its default. */
type PerKind = Partial<Readonly<Record<CacheKind, number | undefined>>>;

export interface CacheSettings {
  /** Seconds for which a reply is as good as new. 0 keeps none of the kind. */
  readonly lives?: PerKind | undefined;
  /** Seconds past its life for which a reply may be shown while a new one is fetched; at most until it is 5 minutes old. */
  readonly staleWindows?: PerKind | undefined;
  readonly maxBytes?: number | undefined;
  readonly maxEntries?: number | undefined;
}

export interface Kept {
  readonly reply: Fetched;
  /** Count of the source's epochs when the reply was asked for. */
  readonly asOf: number;
  readonly freshness: string | undefined;
  /** True while a new reply is being fetched behind a stale one. */
  refreshing: boolean;
}

export interface ReplyCache {
  readonly lives: Readonly<Record<CacheKind, number>>;
  readonly staleWindows: Readonly<Record<CacheKind, number>>;
  get(key: string): Kept | undefined;
  keep(key: string, kept: Kept): void;
  forget(key: string): void;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ENTRIES = 20_000;
/** Conversations and messages are never shown late; what changes seldom may be, for one more life. (Inboxes live the whole 5 minutes.) */
const NEVER_LATE = { conversations: 0, messages: 0 };

/** What an entry weighs beyond its text: keys, headers, the object itself. */
const OVERHEAD = 1024;

export function createReplyCache(settings: CacheSettings = {}): ReplyCache {
  const entries = new LRUCache<string, Kept>({
    max: settings.maxEntries ?? MAX_ENTRIES,
    maxSize: settings.maxBytes ?? MAX_BYTES,
    // Parsed JSON takes about twice its text.
    sizeCalculation: ({ reply }, key) => OVERHEAD + key.length + 2 * reply.bytes,
  });
  const lives = perKind(settings.lives, DEFAULT_LIVES);
  return {
    lives,
    staleWindows: perKind(settings.staleWindows, { ...lives, ...NEVER_LATE }),
    get: (key) => entries.get(key),
    keep: (key, kept) => void entries.set(key, kept),
    forget: (key) => void entries.delete(key),
  };
}

function perKind(
  given: PerKind = {},
  defaults: Readonly<Record<CacheKind, number>>,
): Record<CacheKind, number> {
  return {
    conversations: given.conversations ?? defaults.conversations,
    contacts: given.contacts ?? defaults.contacts,
    agents: given.agents ?? defaults.agents,
    inboxes: given.inboxes ?? defaults.inboxes,
    messages: given.messages ?? defaults.messages,
  };
}
