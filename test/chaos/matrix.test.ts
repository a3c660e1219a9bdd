/** Every provider under every fault: what the client is told, what the fault is called, what it cost, and that it passes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { startSandbox, type FaultRuleInput, type Sandbox } from '../../src/sandbox/index.ts';
import { configOver, queryOf } from '../support/gateway.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  for (const provider of [sandbox.xeChat, sandbox.squirrelstack, sandbox.ebbot, sandbox.zaia]) {
    provider.faults.set([]);
    provider.requests.clear();
  }
});

const PROVIDERS = [
  { key: 'xe', field: 'conversations', provider: () => sandbox.xeChat },
  { key: 'site', field: 'inboxes', provider: () => sandbox.squirrelstack },
  { key: 'ebbot', field: 'conversations', provider: () => sandbox.ebbot },
  { key: 'zaia', field: 'conversations', provider: () => sandbox.zaia },
];

interface Cell {
  readonly fault: string;
  readonly rule: FaultRuleInput;
  /** `status` of the slice. */
  readonly status: string;
  /** Of the source's latest error; null where the fault is none of the source's, or was got over. */
  readonly code: string | null;
  /** One, and its further tries. */
  readonly calls: number;
  /** Calls of the same query once the fault is over; 0 where it was asked to wait. */
  readonly after?: number;
}

const PASSED = { status: 'OK', code: null };
const REFUSED = { status: 'UNAVAILABLE', code: null, calls: 1 };
const UNAVAILABLE = { status: 'UNAVAILABLE', code: 'UPSTREAM_UNAVAILABLE' };
const INVALID = { status: 'UNAVAILABLE', code: 'UPSTREAM_INVALID_RESPONSE', calls: 1 };
const UNAUTHORIZED = { status: 'UNAUTHORIZED', code: 'UPSTREAM_UNAUTHORIZED', calls: 1 };
const TIMEOUT = { status: 'TIMEOUT', code: 'UPSTREAM_TIMEOUT', calls: 1 };
const LIMITED = { status: 'RATE_LIMITED', code: 'RATE_LIMITED', calls: 1 };

const CELLS: Cell[] = [
  { fault: 'latency', rule: { kind: 'latency', milliseconds: 30 }, ...PASSED, calls: 1 },
  { fault: '400', rule: { kind: 'status', status: 400 }, ...REFUSED },
  { fault: '401', rule: { kind: 'status', status: 401 }, ...UNAUTHORIZED },
  { fault: '403', rule: { kind: 'status', status: 403 }, ...UNAUTHORIZED },
  { fault: '404', rule: { kind: 'status', status: 404 }, ...REFUSED },
  { fault: '500', rule: { kind: 'status', status: 500 }, ...UNAVAILABLE, calls: 1 },
  { fault: '502', rule: { kind: 'status', status: 502 }, ...UNAVAILABLE, calls: 3 },
  { fault: '503', rule: { kind: 'status', status: 503 }, ...UNAVAILABLE, calls: 3 },
  { fault: '504', rule: { kind: 'status', status: 504 }, ...UNAVAILABLE, calls: 3 },
  { fault: '503 once', rule: { kind: 'status', status: 503, times: 1 }, ...PASSED, calls: 2 },
  {
    fault: '503 for 30 s',
    rule: { kind: 'status', status: 503, retryAfter: 30 },
    ...UNAVAILABLE,
    calls: 1,
    after: 0,
  },
  { fault: '429 for 30 s', rule: { kind: 'rate-limit', retryAfter: 30 }, ...LIMITED, after: 0 },
  {
    fault: '429 for 0 s, once',
    rule: { kind: 'rate-limit', retryAfter: 0, times: 1 },
    ...PASSED,
    calls: 2,
  },
  { fault: 'no answer', rule: { kind: 'hang' }, ...TIMEOUT },
  { fault: 'reset', rule: { kind: 'reset' }, ...UNAVAILABLE, calls: 3 },
  { fault: 'truncation', rule: { kind: 'truncation' }, ...UNAVAILABLE, calls: 3 },
  { fault: 'broken JSON', rule: { kind: 'broken-json' }, ...INVALID },
  { fault: 'HTML', rule: { kind: 'html' }, ...INVALID },
  { fault: 'an empty body', rule: { kind: 'empty' }, ...INVALID },
  { fault: 'null', rule: { kind: 'null' }, ...INVALID },
  { fault: 'invalid UTF-8', rule: { kind: 'invalid-utf8' }, ...INVALID },
  { fault: 'another shape', rule: { kind: 'wrong-shape' }, ...INVALID },
  { fault: '100 MiB', rule: { kind: 'oversized' }, ...INVALID },
  { fault: 'a gzip bomb', rule: { kind: 'gzip-bomb' }, ...INVALID },
  { fault: 'a body that never ends', rule: { kind: 'slow-body' }, ...TIMEOUT },
  { fault: 'a redirect', rule: { kind: 'redirect' }, ...INVALID },
];

interface Told {
  readonly rows: {
    readonly nodes: readonly { readonly id: string }[];
    readonly sources: readonly { readonly status: string; readonly retryAt: string | null }[];
  } | null;
}
interface Health {
  readonly source: { readonly health: { readonly lastError: { readonly code: string } | null } };
}

describe.each(PROVIDERS)('$key', ({ key, field, provider }) => {
  test.each(CELLS)('$fault', async ({ rule, status, code, calls, after = 1 }) => {
    const { faults, requests } = provider();
    // A small bound is overstepped long before the timeout, also on a busy machine.
    const limits = { readRetries: 2, callTimeout: 1, operationTimeout: 10, maxReplyBytes: 100_000 };
    const gateway = createGateway(configOver(sandbox, { cache: { enabled: false }, limits }));
    try {
      const query = queryOf(gateway);
      const ask = () =>
        query<Told>(
          `{ rows: ${field}(first: 3, filter: { sources: ["${key}"] }) { nodes { id } sources { status retryAt } } }`,
          {},
          { 'switchboard-explain': '1' },
        );

      faults.set([rule]);
      const faulty = await ask();
      expect(faulty).toMatchObject({ status: 200, data: { rows: { sources: [{ status }] } } });
      expect(faulty.errors).toBeUndefined();
      expect(requests).toHaveLength(calls);
      expect(faulty.extensions).toMatchObject({ switchboard: { upstreamCalls: calls } });
      const health = await query<Health>(`{ source(key: "${key}") { health { lastError { code } } } }`);
      expect(health.data.source.health.lastError).toEqual(code && { code });

      faults.set([]);
      requests.clear();
      const recovered = await ask();
      expect(requests).toHaveLength(after);
      expect(recovered.data.rows?.sources[0]?.status).toBe(after === 0 ? 'RATE_LIMITED' : 'OK');
      expect((recovered.data.rows?.nodes.length ?? 0) > 0).toBe(after > 0);
    } finally {
      await gateway.dispose();
    }
  });
});
