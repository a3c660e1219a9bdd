/** `switchboard-explain: 1` on a request: the answer tells which calls to providers it took. */
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import type { CallRecord } from '../upstream/upstream.ts';
import { arrivalOf } from './arrival.ts';

/** `extensions.switchboard` */
export interface Explanation {
  /** In the order in which they ended. */
  readonly upstream: readonly Pick<CallRecord, 'source' | 'operation' | 'outcome' | 'ms'>[];
  /** Requests that went out to providers, further tries among them. */
  readonly upstreamCalls: number;
  /** What it was planned to make at most, before it ran. */
  readonly cost?: number;
  /** Answers from memory: `cached` and `stale`. What is `deduplicated` shares a request that is counted where it went out. */
  readonly cacheHits: number;
  /** What it spent of the sources' budgets, and how long its calls waited for them, all waits added up. */
  readonly budgets: readonly Spent[];
}

export interface Spent {
  readonly source: string;
  /** As `Source.budgets` names it. */
  readonly name: string;
  readonly spent: number;
  readonly waitedMs: number;
}

export const EXPLAIN_REFUSED = 'To explain needs the scope `explain`, which the credential does not have.';

export function mayExplain(request: Request): boolean {
  return arrivalOf(request).caller?.scopes.has('explain') === true;
}

export function explaining(): Plugin {
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      if (request.headers.get('switchboard-explain') !== '1') return undefined;
      const isAllowed = mayExplain(request);
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          if (!isAllowed) {
            // The answer is as good without it: a client that always asks, as GraphiQL's page does, is told and not refused.
            setResult({ ...result, extensions: { ...result.extensions, explain: EXPLAIN_REFUSED } });
            return;
          }
          const { calls, cost } = arrivalOf(request);
          const switchboard: Explanation = { ...explanation(calls), ...(cost === undefined ? {} : { cost }) };
          setResult({ ...result, extensions: { ...result.extensions, switchboard } });
        },
      };
    },
  };
}

export function explanation(calls: readonly CallRecord[]): Explanation {
  return {
    upstream: calls.map(({ source, operation, outcome, ms }) => ({ source, operation, outcome, ms })),
    ...countsOf(calls),
    budgets: spentOf(calls),
  };
}

export function countsOf(calls: readonly CallRecord[]): Pick<Explanation, 'upstreamCalls' | 'cacheHits'> {
  let upstreamCalls = 0;
  let cacheHits = 0;
  for (const record of calls) {
    upstreamCalls += record.calls;
    if (record.outcome === 'cached' || record.outcome === 'stale') cacheHits += 1;
  }
  return { upstreamCalls, cacheHits };
}

function spentOf(calls: readonly CallRecord[]): Spent[] {
  const spent = new Map<string, Spent>();
  for (const { source, budget: name, calls: more, waitedMs } of calls) {
    const key = `${source} ${name}`;
    const before = spent.get(key) ?? { spent: 0, waitedMs: 0 };
    spent.set(key, { source, name, spent: before.spent + more, waitedMs: before.waitedMs + waitedMs });
  }
  return [...spent.values()].filter((sum) => sum.spent > 0 || sum.waitedMs > 0);
}
