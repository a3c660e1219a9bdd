import type { MiddlewareHandler } from 'hono';

/** A JSON reply on its way out, for tests that want it different. */
export interface Reply {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

/** What every provider of the sandbox can be told; all of it may also be changed on a running one. */
export interface CommonSettings {
  /** Epoch milliseconds: dates what is written, and counts the limits. Default: the real clock. */
  now: () => number;
  /** Milliseconds before a request is looked at, or a function giving them per request. */
  latencyMs: number | (() => number);
  /** Changes a JSON reply before it is sent: unknown enum values, missing fields, other shapes. */
  reshape?: (reply: Reply) => unknown;
}

/** What is fixed when a provider of the sandbox starts. */
export interface StartOptions {
  /** Loopback port; 0, the default, picks a free one. */
  port?: number;
  /** Seed of the generated data; the same seed and clock give the same data. */
  seed?: number;
  /** Runs after a request is recorded and before the provider sees it, e.g. to inject faults. */
  middleware?: MiddlewareHandler[];
}

export const defaultSeed = 20260331;

export function commonSettings(): CommonSettings {
  return { now: () => Date.now(), latencyMs: 0 };
}
