import { useEffect } from 'react';
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import type { LoadMoreFn } from 'react-relay';
import type { ConversationListQuery } from './__generated__/ConversationListQuery.graphql.ts';
import type { ConversationList_query$key } from './__generated__/ConversationList_query.graphql.ts';
import type { ConversationListPageQuery } from './__generated__/ConversationListPageQuery.graphql.ts';

export interface Shown {
  readonly list: ReturnType<typeof useConversations>['data']['conversations'];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly loadNext: LoadMoreFn<ConversationListPageQuery>;
  readonly loadPrevious: LoadMoreFn<ConversationListPageQuery>;
}

interface Props {
  readonly first: number;
  /** Where to begin; the pages before it are loaded backward. */
  readonly after: string | null;
  readonly onShow: (shown: Shown) => void;
}

/** The merged list, from anywhere in it, both ways. */
export function ConversationList({ first, after, onShow }: Props) {
  const query = useLazyLoadQuery<ConversationListQuery>(
    graphql`
      query ConversationListQuery($first: Int, $after: String, $last: Int, $before: String) {
        ...ConversationList_query
      }
    `,
    { first, after },
  );
  const { data, hasNext, hasPrevious, loadNext, loadPrevious } = useConversations(query);
  useEffect(() => void onShow({ list: data.conversations, hasNext, hasPrevious, loadNext, loadPrevious }));
  return null;
}

function useConversations(query: ConversationList_query$key) {
  return usePaginationFragment<ConversationListPageQuery, ConversationList_query$key>(
    graphql`
      fragment ConversationList_query on Query @refetchable(queryName: "ConversationListPageQuery") {
        conversations(first: $first, after: $after, last: $last, before: $before)
          @connection(key: "ConversationList_conversations") {
          edges {
            cursor
            node {
              id
              title
              status
              lastActivityAt
              createdAt
              unreadCount
              source {
                id
                key
              }
              contact {
                id
                name
              }
            }
          }
          sources {
            source {
              key
            }
            status
            reason
            retryAt
          }
        }
      }
    `,
    query,
  );
}
