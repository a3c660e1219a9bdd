/** Repeats a write until its outcome is known. Safe because every attempt carries the same idempotency key. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from 'graphql-request';

export interface Policy {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each that follows. What the gateway asks for goes before it. */
  readonly pause: number;
}

/** Codes that another attempt may cure; all others say what to mend. */
const PASSING = new Set(['RATE_LIMITED', 'UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN']);

/** The answer, or the error of the last attempt. `write` must send the same input, with the same key, every time. */
export async function untilKnown<Data>(
  write: () => Promise<Data>,
  { attempts, pause }: Policy = { attempts: 5, pause: 500 },
): Promise<Data> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const wait = pauseAfter(error) ?? pause * 2 ** (attempt - 1);
      if (attempt === attempts || !mayPass(error)) throw error;
      await sleep(wait);
    }
  }
}

/** The outcome of a write that failed: nothing happened, or nobody knows. */
export function outcomeOf(error: unknown): 'NOT_DONE' | 'UNKNOWN' {
  return extensionsOf(error)?.['outcome'] === 'NOT_DONE' ? 'NOT_DONE' : 'UNKNOWN';
}

function mayPass(error: unknown): boolean {
  const extensions = extensionsOf(error);
  // No answer from the gateway itself: the connection broke, or something in between failed.
  return extensions === undefined || PASSING.has(String(extensions['code']));
}

function pauseAfter(error: unknown): number | undefined {
  const seconds = extensionsOf(error)?.['retryAfter'];
  return typeof seconds === 'number' ? seconds * 1000 : undefined;
}

function extensionsOf(error: unknown): Readonly<Record<string, unknown>> | undefined {
  return error instanceof ClientError ? error.response.errors?.[0]?.extensions : undefined;
}
