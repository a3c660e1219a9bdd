import { useMutation } from '@apollo/client/react';
import { useState, type SubmitEvent } from 'react';
import { graphql } from './gql/index.ts';
import type { Capability } from './gql/graphql.ts';
import { THREAD } from './Thread.tsx';

const SEND = graphql(`
  mutation Send($input: SendMessageInput!) {
    sendMessage(input: $input) {
      message {
        ...ThreadMessage
      }
      conversation {
        id
        lastActivityAt
      }
      userErrors {
        message
      }
    }
  }
`);

interface Props {
  readonly id: string;
  readonly capabilities: readonly Capability[];
}

export function SendBox({ id, capabilities }: Props) {
  const [content, setContent] = useState('');
  // One key per text: sending it again after an error is safe.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [send, { data, loading, error }] = useMutation(SEND, {
    errorPolicy: 'all',
    update(cache, { data: answered }) {
      const message = answered?.sendMessage?.message;
      if (message == null) return;
      cache.updateQuery({ query: THREAD, variables: { id } }, (thread) => {
        const conversation = thread?.conversation;
        if (conversation?.messages == null) return undefined;
        const edges = [
          ...conversation.messages.edges,
          { __typename: 'MessageEdge' as const, cursor: '', node: message },
        ];
        return { conversation: { ...conversation, messages: { ...conversation.messages, edges } } };
      });
    },
  });
  if (!capabilities.some((word) => word === 'SEND_AS_AGENT' || word === 'SEND_AS_CONTACT')) {
    return <p className="hint">This product takes no messages from here.</p>;
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const answer = await send({ variables: { input: { conversationId: id, content, idempotencyKey: key } } });
    if (answer.data?.sendMessage?.userErrors.length !== 0) return;
    setContent('');
    setKey(crypto.randomUUID());
  };
  const problem = error?.message ?? data?.sendMessage?.userErrors[0]?.message;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <input
        aria-label="Message"
        placeholder="Write a message"
        value={content}
        onChange={({ target }) => setContent(target.value)}
      />
      <button disabled={loading || content.trim() === ''}>Send</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}
