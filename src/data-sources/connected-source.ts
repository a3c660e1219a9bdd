import type { ProviderWord } from '../domain.ts';
import type { ErrorCode } from '../errors.ts';
import type { Adapter, Call, Outlook, OwnFields } from '../providers/provider.ts';
import type { ListedRows } from './listed-rows.ts';
import type { ListMemories } from './list-memories.ts';

/** A configured account, connected for the life of the process. What belongs to one request is in `DataSource`. */
export interface ConnectedSource {
  /** Its key in the configuration. */
  readonly key: string;
  readonly name: string;
  readonly provider: {
    readonly word: ProviderWord;
    readonly name: string;
    readonly ownFields: OwnFields;
  };
  readonly adapter: Adapter;
  readonly outlook: Outlook;
  /** Names the account whose key a call brings, where the source has none of its own; tells nothing of the key. */
  broughtBy(call: Call): string | undefined;
  /** Something was written that `Write.touches` names, by whomever: what was read before is not shown any more. */
  touched(names: readonly string[]): void;
  /** What was learnt of its lists. */
  readonly memories: ListMemories;
  /** What its lists showed a moment ago. */
  readonly listed: ListedRows;
  health(): Health;
  /** What is left of its rate limits, for whoever calls; sends nothing. */
  budgets(call: Call): Promise<readonly Budget[]>;
}

export interface Budget {
  readonly name: string;
  readonly limit: number | null;
  readonly windowSeconds: number | null;
  readonly remaining: number | null;
  readonly resetAt: string | null;
  readonly origin: 'DOCUMENTED' | 'HEADER';
}

export interface Health {
  readonly status: 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
  readonly lastSuccessAt: string | null;
  readonly lastError: { readonly code: ErrorCode; readonly message: string } | null;
}
