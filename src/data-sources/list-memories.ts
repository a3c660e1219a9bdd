import { LRUCache } from 'lru-cache';
import type { ListMemory } from '../pagination/types.ts';
import type { Call } from '../providers/provider.ts';

/** Most endpoints of one source whose limits are remembered, where callers bring credentials: by each of them. */
const MOST_ENDPOINTS = 1_000;
/** Most lists of which it is remembered that a short page was all of them. */
const MOST_ENDS = 1_000;

type Limits = Omit<ListMemory, 'ended'>;

/** What was learnt of one source's lists: of limits by endpoint, whatever the filter; of its end by each list itself. */
export class ListMemories {
  readonly #scopeOf: (call: Call) => string;
  readonly #limits = new LRUCache<string, Limits>({ max: MOST_ENDPOINTS });
  readonly #ends = new LRUCache<string, string>({ max: MOST_ENDS });

  /** `scopeOf` names the credential in use: what one is granted may be clamped for another. */
  constructor(scopeOf: (call: Call) => string) {
    this.#scopeOf = scopeOf;
  }

  /** `listing` is the list's key. */
  of(listing: string, call: Call): ListMemory {
    const scope = this.#scopeOf(call);
    return new Memory(this.#limitsOf(`${scope} ${endpointOf(listing)}`), this.#ends, `${scope} ${listing}`);
  }

  #limitsOf(endpoint: string): Limits {
    const known = this.#limits.get(endpoint);
    if (known !== undefined) return known;
    const limits: Limits = {};
    this.#limits.set(endpoint, limits);
    return limits;
  }
}

function endpointOf(listing: string): string {
  const end = listing.search(/[?:]/);
  return end === -1 ? listing : listing.slice(0, end);
}

// A class: a literal with accessors is a dictionary with eight closures, made anew for each list.
class Memory implements ListMemory {
  readonly #limits: Limits;
  readonly #ends: LRUCache<string, string>;
  readonly #key: string;

  constructor(limits: Limits, ends: LRUCache<string, string>, key: string) {
    this.#limits = limits;
    this.#ends = ends;
    this.#key = key;
  }

  get clampedTo() {
    return this.#limits.clampedTo;
  }

  set clampedTo(limit) {
    this.#limits.clampedTo = limit;
  }

  get raisedTo() {
    return this.#limits.raisedTo;
  }

  set raisedTo(size) {
    this.#limits.raisedTo = size;
  }

  get keptFrom() {
    return this.#limits.keptFrom;
  }

  set keptFrom(limit) {
    this.#limits.keptFrom = limit;
  }

  get overlaps() {
    return this.#limits.overlaps;
  }

  set overlaps(overlaps) {
    this.#limits.overlaps = overlaps;
  }

  get filled() {
    return this.#limits.filled;
  }

  set filled(limit) {
    this.#limits.filled = limit;
  }

  get isSilent() {
    return this.#limits.isSilent;
  }

  set isSilent(isSilent) {
    this.#limits.isSilent = isSilent;
  }

  get ended() {
    return this.#ends.get(this.#key);
  }

  set ended(end) {
    if (end === undefined) this.#ends.delete(this.#key);
    else this.#ends.set(this.#key, end);
  }
}
