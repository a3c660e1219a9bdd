/** What an operation ended with that is the same for all who asked for it. */
import type { Arrival } from '../arrival.ts';
import type { Result } from './hooks.ts';
import type { Bytes, PlainResponse } from './plain-response.ts';

export interface Landed {
  readonly body: Bytes;
  readonly headers: { readonly 'content-type': string };
  /** It took no call to a provider: whatever calls were needed had been answered before. */
  readonly isOfKept: boolean;
  /** What the log says of it. */
  readonly told: Pick<Arrival, 'operation' | 'document'>;
}

/** Undefined for what one request met and another might not: errors, which bear its id, and calls that failed, perhaps for want of its time. */
export function landedWith(
  result: Result,
  { body, headers }: PlainResponse,
  { operation, document, calls }: Arrival,
): Landed | undefined {
  const isWhole = 'data' in result && result.data != null && result.errors === undefined;
  if (!isWhole || calls.some(({ outcome }) => outcome === 'failed')) return undefined;
  return {
    body,
    headers: { 'content-type': headers.get('content-type') ?? '' },
    isOfKept: calls.every(({ outcome }) => outcome === 'cached'),
    told: { ...(operation && { operation }), ...(document && { document }) },
  };
}
