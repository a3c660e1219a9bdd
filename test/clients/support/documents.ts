/** The operations that the clients without a compiler of their own send. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import type { Conversation, CountedPageOf, Message, PageOf, Person, Slice, UserError } from './types.ts';

function typed<Data, Variables extends object>(text: string): TypedDocumentNode<Data, Variables> {
  return parse(text);
}

export const CONVERSATION_FIELDS = `
  id
  title
  status
  lastActivityAt
  createdAt
  unreadCount
  source { id key }
  contact { id name }
`;

export interface Conversations {
  readonly conversations: (PageOf<Conversation> & { readonly sources: readonly Slice[] }) | null;
}

export interface ListVariables {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: { readonly sources: readonly string[] };
}

export const CONVERSATIONS = typed<Conversations, ListVariables>(`
  query Conversations($first: Int!, $after: String, $filter: ConversationFilter) {
    conversations(first: $first, after: $after, filter: $filter) {
      edges { cursor node { ${CONVERSATION_FIELDS} } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      sources { source { id key } status reason retryAt }
    }
  }
`);

export interface Thread {
  readonly conversation: { readonly id: string; readonly messages: PageOf<Message> | null } | null;
}

export const MESSAGE_FIELDS = 'id content direction isPrivate createdAt author { role name }';

export const THREAD = typed<Thread, { readonly id: string; readonly last: number }>(`
  query Thread($id: ID!, $last: Int!) {
    conversation(id: $id) {
      id
      messages(last: $last) {
        edges { cursor node { ${MESSAGE_FIELDS} } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
`);

export interface SendMessage {
  readonly sendMessage: {
    readonly message: Message | null;
    readonly conversation: Pick<Conversation, 'id' | 'lastActivityAt'> | null;
    readonly userErrors: readonly UserError[];
  } | null;
}

export const SEND_MESSAGE = typed<SendMessage, { readonly input: object }>(`
  mutation SendMessage($input: SendMessageInput!) {
    sendMessage(input: $input) {
      message { ${MESSAGE_FIELDS} }
      conversation { id lastActivityAt }
      userErrors { code message field }
    }
  }
`);

export interface CreateConversation {
  readonly createConversation: {
    readonly conversation: Conversation | null;
    readonly userErrors: readonly UserError[];
  } | null;
}

export const CREATE_CONVERSATION = typed<CreateConversation, { readonly input: object }>(`
  mutation CreateConversation($input: CreateConversationInput!) {
    createConversation(input: $input) {
      conversation { ${CONVERSATION_FIELDS} }
      userErrors { code message field }
    }
  }
`);

export interface UpdateConversation {
  readonly updateConversation: {
    readonly conversation: Pick<Conversation, 'id' | 'status' | 'title' | 'lastActivityAt'> | null;
    readonly userErrors: readonly UserError[];
  } | null;
}

export const UPDATE_CONVERSATION = typed<UpdateConversation, { readonly input: object }>(`
  mutation UpdateConversation($input: UpdateConversationInput!) {
    updateConversation(input: $input) {
      conversation { id status title lastActivityAt }
      userErrors { code message field }
    }
  }
`);

export interface DeleteConversation {
  readonly deleteConversation: {
    readonly deletedConversationId: string | null;
    readonly userErrors: readonly UserError[];
  } | null;
}

export const DELETE_CONVERSATION = typed<DeleteConversation, { readonly input: object }>(`
  mutation DeleteConversation($input: DeleteConversationInput!) {
    deleteConversation(input: $input) {
      deletedConversationId
      userErrors { code message field }
    }
  }
`);

export interface People {
  readonly contacts: CountedPageOf<Person> | null;
  readonly agents: CountedPageOf<Person> | null;
}

export const PEOPLE = typed<People, Record<string, never>>(`
  query People {
    contacts(first: 5, filter: { sources: ["xe"] }) {
      totalCount
      edges { cursor node { id name email } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    agents(first: 5, filter: { sources: ["xe"] }) {
      totalCount
      edges { cursor node { id name email } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);

export interface CreateContact {
  readonly createContact: {
    readonly contact: Person | null;
    readonly userErrors: readonly UserError[];
  } | null;
}

export const CREATE_CONTACT = typed<CreateContact, { readonly input: object }>(`
  mutation CreateContact($input: CreateContactInput!) {
    createContact(input: $input) {
      contact { id name email }
      userErrors { code message field }
    }
  }
`);

export interface CreateAgent {
  readonly createAgent: { readonly agent: Person | null; readonly userErrors: readonly UserError[] } | null;
}

export const CREATE_AGENT = typed<CreateAgent, { readonly input: object }>(`
  mutation CreateAgent($input: CreateAgentInput!) {
    createAgent(input: $input) {
      agent { id name email }
      userErrors { code message field }
    }
  }
`);
