import { Aborter } from '../../abort.ts';
import type { Call } from '../../providers/provider.ts';
import type { Clock } from './types.ts';

/** The same call without its client: it ends with the operation's deadline alone, so that a write that has begun learns how it ended. */
export function detached(call: Call, clock: Clock): { readonly call: Call; end(): void } {
  const late = new Aborter();
  const over = new AbortController();
  atMoment(call.deadline, clock, over.signal, () =>
    late.abort(new DOMException("The operation's deadline passed.", 'TimeoutError')),
  );
  return {
    call: { ...call, signal: late, record: (record) => call.record(record) },
    end: () => over.abort(),
  };
}

/** Acts at a moment (Unix milliseconds), unless the signal is aborted before. */
export function atMoment(moment: number, { now, sleep }: Clock, over: AbortSignal, act: () => void): void {
  sleep(Math.max(0, moment - now()), over).then(act, () => undefined);
}
