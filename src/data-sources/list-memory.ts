import type { ListMemory } from '../pagination/types.ts';
import type { Call } from '../providers/provider.ts';
import type { ConnectedSource } from './connected-source.ts';

/** What was learnt of a list: of its limits whatever the filter, for these are the endpoint's; of its end by itself. */
export function listMemory(source: ConnectedSource, listing: string, call: Call): ListMemory {
  const own = source.memoryOf(listing, call);
  const [path = listing] = listing.split('?', 1);
  if (path === listing) return own;
  const endpoint = source.memoryOf(path, call);
  return {
    get clampedTo() {
      return endpoint.clampedTo;
    },
    set clampedTo(limit) {
      endpoint.clampedTo = limit;
    },
    get filled() {
      return endpoint.filled;
    },
    set filled(limit) {
      endpoint.filled = limit;
    },
    get isSilent() {
      return endpoint.isSilent;
    },
    set isSilent(isSilent) {
      endpoint.isSilent = isSilent;
    },
    get ended() {
      return own.ended;
    },
    set ended(end) {
      own.ended = end;
    },
  };
}
