/** When an operation is over: its client goes away, its time is up, or it has been answered. */

export interface Deadline {
  /** Aborted when the client goes away, or with a `TimeoutError` when the time is up. */
  readonly signal: AbortSignal;
  /** Unix milliseconds, by the clock that calls are held against. */
  readonly at: number;
  /** To be called once it has been answered: else it is held, with all that waits for it, until its time is up. */
  readonly end: () => void;
}

// AbortSignal.any() with AbortSignal.timeout() says the same, but cannot be ended: under load ten seconds' worth of finished operations are held.
export function openDeadline(client: AbortSignal, milliseconds: number, now: () => number): Deadline {
  const controller = new AbortController();
  const expire = () =>
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  const timer = setTimeout(expire, milliseconds).unref();
  const leave = () => {
    end();
    controller.abort(client.reason);
  };
  const end = () => {
    clearTimeout(timer);
    client.removeEventListener('abort', leave);
  };
  if (client.aborted) leave();
  else client.addEventListener('abort', leave);
  return { signal: controller.signal, at: now() + milliseconds, end };
}
