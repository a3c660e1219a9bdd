/** One resolver map per GraphQL type; a type without one is a plain object of the schema's shape. */
import type { Resolvers } from '../generated/resolvers-types.ts';
import { Agent } from './Agent.ts';
import { Attachment } from './Attachment.ts';
import { Contact } from './Contact.ts';
import { Conversation } from './Conversation.ts';
import { DateTime } from './DateTime.ts';
import { Inbox } from './Inbox.ts';
import { JSON } from './JSON.ts';
import { Message } from './Message.ts';
import { Node } from './Node.ts';
import { Query } from './Query.ts';
import { Source } from './Source.ts';
import { Transcript } from './Transcript.ts';

export const resolvers: Resolvers = {
  Agent,
  Attachment,
  Contact,
  Conversation,
  DateTime,
  Inbox,
  JSON,
  Message,
  Node,
  Query,
  Source,
  Transcript,
};
