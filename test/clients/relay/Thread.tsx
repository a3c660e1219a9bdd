import { useEffect } from 'react';
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import type { Thread_conversation$key } from './__generated__/Thread_conversation.graphql.ts';
import type { ThreadPageQuery } from './__generated__/ThreadPageQuery.graphql.ts';
import type { ThreadQuery } from './__generated__/ThreadQuery.graphql.ts';

export type ShownThread = ReturnType<typeof useThread>;

interface Props {
  readonly id: string;
  readonly last: number;
  readonly onShow: (shown: ShownThread) => void;
}

/** The latest messages of a conversation; older ones are loaded through `node(id:)`. */
export function Thread({ id, last, onShow }: Props) {
  const { conversation } = useLazyLoadQuery<ThreadQuery>(
    graphql`
      query ThreadQuery($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
        conversation(id: $id) {
          ...Thread_conversation
        }
      }
    `,
    { id, last },
  );
  return conversation == null ? null : <Messages conversation={conversation} onShow={onShow} />;
}

function Messages({
  conversation,
  onShow,
}: Pick<Props, 'onShow'> & { readonly conversation: Thread_conversation$key }) {
  const thread = useThread(conversation);
  useEffect(() => void onShow(thread));
  return null;
}

function useThread(conversation: Thread_conversation$key) {
  return usePaginationFragment<ThreadPageQuery, Thread_conversation$key>(
    graphql`
      fragment Thread_conversation on Conversation @refetchable(queryName: "ThreadPageQuery") {
        id
        lastActivityAt
        messages(first: $first, after: $after, last: $last, before: $before)
          @connection(key: "Thread_messages") {
          __id
          edges {
            cursor
            node {
              id
              content
              direction
              isPrivate
              createdAt
              author {
                role
                name
              }
            }
          }
        }
      }
    `,
    conversation,
  );
}
