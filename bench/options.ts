/** The command line of the bench. */
import { parseArgs } from 'node:util';
import { QUERY_NAMES, type QueryName } from './queries.ts';
import { DEFAULTS } from './servers.ts';

export interface Options {
  /** Parts of the names of the servers; all where empty. The bare limit always runs. */
  readonly servers: readonly string[];
  readonly queries: readonly QueryName[];
  readonly concurrencies: readonly number[];
  /** Milliseconds. */
  readonly latencies: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** Whether the table of all clients asking the same is made alone. */
  readonly isSameForAll: boolean;
  /** Whether the tables beside the main one are made too, and RESULTS.md is written. */
  readonly isWhole: boolean;
}

export const usage = `npm run bench -- [options]
  --quick                a small run: the bare limit and Switchboard, concurrency 32, latency 0 (under 2 minutes)
  --same-for-all         only the table in which all clients ask the same
  --servers a,b          parts of server names; the bare limit always runs
  --queries Q1,Q2,Q3
  --concurrency 1,32,128
  --latency 0,20         milliseconds that the upstream waits
  --rounds 3             interleaved; the best counts
  --seconds 2            of load, per cell and round
Without options: everything, and the tables go to bench/RESULTS.md too.`;

export function readOptions(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      'same-for-all': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      servers: text,
      queries: text,
      concurrency: text,
      latency: text,
      rounds: text,
      seconds: text,
    },
  });
  if (values.help) return undefined;
  const isNarrowed = args.length > 0;
  const numbers = (value: string | undefined, whole: readonly number[], narrow: readonly number[]) =>
    value?.split(',').map(Number) ?? (isNarrowed ? narrow : whole);
  const named = values.queries?.split(',') ?? QUERY_NAMES;
  return {
    servers: values.servers?.split(',') ?? serversOf(values),
    queries: QUERY_NAMES.filter((name) => named.includes(name)),
    concurrencies: numbers(values.concurrency, [32, 1, 128], [32]),
    latencies: numbers(values.latency, [0, 20], [0]),
    rounds: Number(values.rounds ?? 3),
    seconds: Number(values.seconds ?? 2),
    isSameForAll: values['same-for-all'],
    isWhole: !isNarrowed,
  };
}

/** Where none are named. */
function serversOf(values: { readonly quick: boolean; readonly 'same-for-all': boolean }): readonly string[] {
  if (values['same-for-all']) return [DEFAULTS];
  return values.quick ? ['switchboard'] : [];
}
