import { gql } from 'graphql-request';

export interface Waiting {
  readonly conversations: {
    readonly nodes: readonly {
      readonly id: string;
      readonly contact: { readonly name: string | null } | null;
    }[];
    readonly sources: readonly {
      readonly source: { readonly key: string };
      readonly status: string;
      readonly reason: string | null;
    }[];
  } | null;
}

/** Conversations in which we wait for the customer. Sources that know no status are skipped, and say so. */
export const WAITING = gql`
  query Waiting($first: Int!) {
    conversations(first: $first, filter: { status: [PENDING] }) {
      nodes {
        id
        contact {
          name
        }
      }
      sources {
        source {
          key
        }
        status
        reason
      }
    }
  }
`;

export interface Sent {
  readonly sendMessage: {
    readonly message: { readonly id: string } | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  };
}

export const SEND = gql`
  mutation Send($conversationId: ID!, $content: String!, $key: String!) {
    sendMessage(input: { conversationId: $conversationId, content: $content, idempotencyKey: $key }) {
      message {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;
