import { useQuery } from '@apollo/client/react';
import { graphql } from './gql/index.ts';
import { SourceSlices } from './SourceSlices.tsx';
import { moment } from './moment.ts';

const CONVERSATIONS = graphql(`
  query Conversations($first: Int!, $after: String) {
    conversations(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          title
          status
          lastActivityAt
          source {
            id
            name
          }
          contact {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      sources {
        ...Slice
      }
      isBlocked
    }
  }
`);

interface Props {
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

export function ConversationList({ selected, onSelect }: Props) {
  const { data, loading, error, fetchMore } = useQuery(CONVERSATIONS, {
    variables: { first: 25 },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const list = data?.conversations;
  return (
    <nav aria-label="Conversations">
      <SourceSlices slices={list?.sources ?? []} />
      {error && <p role="alert">{error.message}</p>}
      <ul>
        {list?.edges.map(({ node }) => (
          <li key={node.id}>
            <button aria-current={node.id === selected} onClick={() => onSelect(node.id)}>
              <strong>{node.contact?.name ?? node.title ?? 'Somebody'}</strong>
              <span>{[node.source.name, node.status?.toLowerCase()].filter(Boolean).join(', ')}</span>
              <time>{moment(node.lastActivityAt)}</time>
            </button>
          </li>
        ))}
      </ul>
      {list?.pageInfo.hasNextPage && (
        <button
          className="more"
          // Only failing sources have more: their slices say when to ask again.
          disabled={loading || list.isBlocked}
          onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor ?? null } })}
        >
          {loading ? 'Loading …' : 'Load more'}
        </button>
      )}
    </nav>
  );
}
