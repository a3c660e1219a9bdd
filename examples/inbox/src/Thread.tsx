import { useQuery } from '@apollo/client/react';
import { graphql } from './gql/index.ts';
import { moment } from './moment.ts';
import { SendBox } from './SendBox.tsx';

export const THREAD = graphql(`
  query Thread($id: ID!, $before: String) {
    conversation(id: $id) {
      id
      title
      contact {
        id
        name
      }
      source {
        id
        name
        capabilities
      }
      messages(last: 20, before: $before) {
        edges {
          cursor
          node {
            ...ThreadMessage
          }
        }
        pageInfo {
          hasPreviousPage
          startCursor
        }
        completeness
      }
    }
  }
`);

graphql(`
  fragment ThreadMessage on Message {
    id
    content
    direction
    createdAt
    author {
      role
      name
    }
  }
`);

export function Thread({ id }: { readonly id: string }) {
  const { data, loading, error, fetchMore } = useQuery(THREAD, {
    variables: { id },
    // What could be read is shown beside what could not.
    errorPolicy: 'all',
  });
  const conversation = data?.conversation;
  const messages = conversation?.messages;
  const before = messages?.pageInfo.startCursor ?? null;
  return (
    <section className="thread" aria-label="Conversation">
      <h1>{conversation?.contact?.name ?? conversation?.title ?? ' '}</h1>
      {error && <p role="alert">{error.message}</p>}
      {messages?.pageInfo.hasPreviousPage && (
        <button className="more" onClick={() => void fetchMore({ variables: { before } })}>
          Earlier
        </button>
      )}
      <ol>
        {messages?.edges.map(({ node }) => (
          <li key={node.id} data-direction={node.direction}>
            <p>{node.content}</p>
            <footer>
              {node.author.name ?? node.author.role.toLowerCase()} <time>{moment(node.createdAt)}</time>
            </footer>
          </li>
        ))}
      </ol>
      {messages?.completeness === 'PREVIEW' && (
        <p className="hint">{conversation?.source.name} shows the latest messages only.</p>
      )}
      {loading && <p className="hint">Loading …</p>}
      {conversation && <SendBox id={id} capabilities={conversation.source.capabilities} />}
    </section>
  );
}
