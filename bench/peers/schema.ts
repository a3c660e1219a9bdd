/** The plain schema of the servers written by hand. */
export const typeDefs = /* GraphQL */ `
  type Query {
    conversation(id: Int!): Conversation
    conversations(agentId: Int!, first: Int!): [Conversation!]!
  }
  type Conversation {
    id: ID!
    status: String
    unreadCount: Int
    lastActivityAt: String
    contact: Contact
    assignee: Agent
    inbox: Inbox
    messages(first: Int!): [Message!]!
  }
  type Contact {
    id: ID!
    name: String
    email: String
    phone: String
  }
  type Agent {
    id: ID!
    name: String
    email: String
  }
  type Inbox {
    id: ID!
    name: String
  }
  type Message {
    content: String
    createdAt: String
    author: Author
  }
  type Author {
    role: String
    name: String
  }
`;
