import type { ListMemory } from '../pagination/types.ts';
import type { Call } from '../providers/provider.ts';
import type { ConnectedSource } from './connected-source.ts';

/** What was learnt of a list: of its limits whatever the filter, for these are the endpoint's; of its end by itself. */
export function listMemory(source: ConnectedSource, listing: string, call: Call): ListMemory {
  const own = source.memoryOf(listing, call);
  const [path = listing] = listing.split('?', 1);
  return path === listing ? own : new FilteredListMemory(own, source.memoryOf(path, call));
}

// A class: a literal with accessors is a dictionary with eight closures, made anew for each list.
class FilteredListMemory implements ListMemory {
  readonly #own: ListMemory;
  readonly #endpoint: ListMemory;

  constructor(own: ListMemory, endpoint: ListMemory) {
    this.#own = own;
    this.#endpoint = endpoint;
  }

  get clampedTo() {
    return this.#endpoint.clampedTo;
  }

  set clampedTo(limit) {
    this.#endpoint.clampedTo = limit;
  }

  get filled() {
    return this.#endpoint.filled;
  }

  set filled(limit) {
    this.#endpoint.filled = limit;
  }

  get isSilent() {
    return this.#endpoint.isSilent;
  }

  set isSilent(isSilent) {
    this.#endpoint.isSilent = isSilent;
  }

  get ended() {
    return this.#own.ended;
  }

  set ended(end) {
    this.#own.ended = end;
  }
}
