import { commitMutation, graphql, type Environment } from 'relay-runtime';
import type {
  sendMessageMutation,
  sendMessageMutation$data,
} from './__generated__/sendMessageMutation.graphql.ts';

interface Sending {
  readonly conversationId: string;
  readonly content: string;
  /** `__id` of the connections that show the conversation's messages. */
  readonly connections: string[];
}

/** Shows the message at once, and puts the one that was sent in its place. */
export function sendMessage(
  environment: Environment,
  { conversationId, content, connections }: Sending,
): Promise<sendMessageMutation$data> {
  return new Promise((resolve, reject) => {
    commitMutation<sendMessageMutation>(environment, {
      mutation: graphql`
        mutation sendMessageMutation($input: SendMessageInput!, $connections: [ID!]!) @raw_response_type {
          sendMessage(input: $input) {
            message @appendNode(connections: $connections, edgeTypeName: "MessageEdge") {
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
            conversation {
              id
              lastActivityAt
            }
            userErrors {
              code
              message
              field
            }
          }
        }
      `,
      variables: { input: { conversationId, content }, connections },
      optimisticResponse: {
        sendMessage: {
          message: {
            id: 'client:sending',
            content,
            direction: 'OUTBOUND',
            isPrivate: false,
            createdAt: null,
            author: { role: 'AGENT', name: null },
          },
          conversation: null,
          userErrors: [],
        },
      },
      onCompleted: resolve,
      onError: reject,
    });
  });
}
