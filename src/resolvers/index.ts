/** One resolver map per GraphQL type; a type without one is a plain object of the schema's shape. */
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Agent } from './Agent.ts';
import { Attachment } from './Attachment.ts';
import { Contact } from './Contact.ts';
import { Conversation } from './Conversation.ts';
import { CreateContactPayload } from './CreateContactPayload.ts';
import { CreateConversationPayload } from './CreateConversationPayload.ts';
import { DateTime, type ScalarResolver } from './DateTime.ts';
import { DeleteConversationPayload } from './DeleteConversationPayload.ts';
import { Inbox } from './Inbox.ts';
import { Message } from './Message.ts';
import { Mutation } from './Mutation.ts';
import { Node } from './Node.ts';
import { Query } from './Query.ts';
import { SendMessagePayload } from './SendMessagePayload.ts';
import { Source } from './Source.ts';
import { Subscription } from './Subscription.ts';
import { Transcript } from './Transcript.ts';

/** A `JSON` is passed through as it is, which takes no resolver. */
export const resolvers: Omit<Resolvers, 'DateTime' | 'JSON'> & { readonly DateTime: ScalarResolver<string> } =
  {
    Agent,
    Attachment,
    Contact,
    Conversation,
    CreateContactPayload,
    CreateConversationPayload,
    DateTime,
    DeleteConversationPayload,
    Inbox,
    Message,
    Mutation,
    Node,
    Query,
    SendMessagePayload,
    Source,
    Subscription,
    Transcript,
  };
