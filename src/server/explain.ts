/** `switchboard-explain: 1` on a request: the answer tells which calls to providers it took. */
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable } from 'graphql-yoga';
import type { CallRecord } from '../upstream/upstream.ts';
import { arrivalOf } from './arrival.ts';

/** `extensions.switchboard` */
export interface Explanation {
  /** In the order in which they ended. */
  readonly upstream: readonly CallRecord[];
  /** Requests that went out to providers: the outcomes `fetched` and `failed`. */
  readonly upstreamCalls: number;
  /** Answers from memory: `cached` and `stale`. What is `deduplicated` shares a request that is counted where it went out. */
  readonly cacheHits: number;
}

export function explaining(): Plugin {
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      if (request.headers.get('switchboard-explain') !== '1') return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          const switchboard = explanation(arrivalOf(request).calls);
          setResult({ ...result, extensions: { ...result.extensions, switchboard } });
        },
      };
    },
  };
}

export function explanation(calls: readonly CallRecord[]): Explanation {
  const count = (...outcomes: CallRecord['outcome'][]) =>
    calls.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    upstream: calls.map(({ source, operation, outcome, ms }) => ({ source, operation, outcome, ms })),
    upstreamCalls: count('fetched', 'failed'),
    cacheHits: count('cached', 'stale'),
  };
}
