/** What a table is made from. */
import type { Options } from '../options.ts';
import type { Running } from '../processes.ts';
import type { BenchServer } from '../servers.ts';

export interface Contestant {
  readonly server: BenchServer;
  readonly running: Running;
}

export interface Scene {
  readonly contestants: readonly Contestant[];
  /** Port of the upstream. */
  readonly upstreamPort: number;
  readonly options: Options;
}
