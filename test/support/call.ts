import type { Call, CallRecord } from '../../src/upstream/upstream.ts';

/** A call of an operation with a 10 s deadline, and the records it collects. */
export function testCall(overrides: Partial<Call> = {}): Call & { readonly records: CallRecord[] } {
  const records: CallRecord[] = [];
  return {
    signal: new AbortController().signal,
    deadline: Date.now() + 10_000,
    fresh: false,
    staleAllowed: false,
    record: (record) => records.push(record),
    ...overrides,
    records,
  };
}
