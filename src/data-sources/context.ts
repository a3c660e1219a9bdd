import type { Caller } from '../caller.ts';
import type { Call } from '../providers/provider.ts';
import type { IdCodec } from '../ids.ts';
import type { PageSizes, Signer } from '../pagination/types.ts';
import type { Access } from './access.ts';
import type { DataSources } from './data-sources.ts';
import type { FileTokens } from './file-tokens.ts';
import type { Idempotency } from './idempotency/types.ts';

/** What resolvers are given: everything that belongs to one operation. */
export interface Context {
  readonly sources: DataSources;
  readonly ids: IdCodec;
  readonly call: Call;
  readonly paging: Paging;
  readonly files: FileSettings;
  readonly caller: Caller;
  readonly access: Access;
  readonly idempotency: Idempotency;
}

/** How links to files are made. */
export interface FileSettings {
  readonly tokens: FileTokens;
  /** Where clients reach the gateway, without a trailing slash. */
  readonly baseUrl: () => string;
}

/** How lists are paged; the same for every operation of a gateway. */
export interface Paging {
  readonly signer: Signer;
  readonly sizes: PageSizes;
  /** Most entries of one transcript. */
  readonly transcriptEntries: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}
