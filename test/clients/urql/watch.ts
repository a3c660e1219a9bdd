import type { AnyVariables, OperationResult, OperationResultSource } from '@urql/core';
import { vi } from 'vitest';
import { PATIENCE } from '../support/patience.ts';

/** Keeps a query on show; `shown` gives its data once that fits. */
export function watch<Data, Variables extends AnyVariables>(
  source: OperationResultSource<OperationResult<Data, Variables>>,
) {
  let latest: OperationResult<Data, Variables> | undefined;
  source.subscribe((result) => (latest = result));
  return {
    shown: (fits: (data: Data) => boolean): Promise<Data> =>
      vi.waitUntil(
        () =>
          latest?.data !== undefined && latest.stale !== true && fits(latest.data) ? latest.data : undefined,
        PATIENCE,
      ),
  };
}
