/** autocannon with the same bodies; prints one line of JSON. `node load-autocannon.ts '{"url": …}'`. */
import { readFileSync } from 'node:fs';
import type { Load, Loaded } from './load.ts';

interface Result {
  readonly requests: { readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly duration: number;
  readonly errors: number;
  readonly non2xx: number;
}
type Autocannon = (options: object) => Promise<Result>;

// By a name that the product's type check need not find: it is installed with the bench's own lock.
const name = 'autocannon';
const { default: autocannon } = (await import(name)) as { readonly default: Autocannon };

const { url, bodies, connections, seconds } = JSON.parse(process.argv[2] ?? '') as Load;
const lines = readFileSync(bodies, 'utf8').trim().split('\n');
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  timeout: 30,
  requests: [
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      setupRequest: (request: object) => ({
        ...request,
        body: lines[Math.floor(Math.random() * lines.length)],
      }),
    },
  ],
});
const loaded: Loaded = {
  requests: result.requests.total,
  seconds: result.duration,
  p50: result.latency.p50,
  p99: result.latency.p99,
  errors: result.errors + result.non2xx,
};
console.log(JSON.stringify(loaded));
