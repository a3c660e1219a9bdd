import { graphql } from './gql/index.ts';
import type { SliceFragment } from './gql/graphql.ts';
import { moment } from './moment.ts';

graphql(`
  fragment Slice on SourceSlice {
    source {
      id
      name
    }
    status
    reason
    retryAt
  }
`);

/** How each source took part in the page that was read last. */
export function SourceSlices({ slices }: { readonly slices: readonly SliceFragment[] }) {
  return (
    <ul className="sources" aria-label="Sources">
      {slices.map(({ source, status, reason, retryAt }) => (
        <li key={source.id} data-status={status} title={reason ?? undefined}>
          {source.name}: {status?.toLowerCase().replace('_', ' ')}
          {retryAt && `, again at ${moment(retryAt)}`}
        </li>
      ))}
    </ul>
  );
}
