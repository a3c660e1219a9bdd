import { isInputObjectType, isObjectType, print, visit } from 'graphql';
import { expect, test } from 'vitest';
import { outputFields, schema } from './sdl.ts';

/** The fields that the contract names; a type may have more. */
const FIELDS: Record<string, string> = {
  Source: 'id key provider name capabilities health budgets',
  SourceHealth: 'status lastSuccessAt lastError liveIntervalSeconds',
  SourceError: 'code message',
  Budget: 'name limit windowSeconds remaining resetAt origin',
  SourceSlice: 'source status totalCount reason retryAt fetchedAt drifted',
  Conversation: `id source nativeId status rawStatus title inbox contact assignee assigneeVersion handledBy unreadCount
    lastMessage lastActivityAt createdAt updatedAt ticket isRemoved messages transcript file raw`,
  Ticket: 'nativeId status',
  AssigneeVersion: 'nativeId number',
  FileLink: 'url expiresAt',
  Message: 'id conversation direction author content isPrivate createdAt nativeId attachments raw',
  MessageAuthor: 'role name contact agent rawRole',
  Attachment: 'id name contentType size link',
  Contact:
    'id source nativeId name email phone identifier isBlocked conversationCount createdAt conversations raw',
  Agent: 'id source nativeId kind name email role availability rawAvailability avatarUrl raw',
  Inbox: 'id source nativeId name channel rawChannel isEnabled greeting raw',
  Transcript: 'conversation completeness entries entryCount endCursor participants startedAt endedAt text',
  Participant: 'role name contact agent messageCount',
  Customer: 'email contacts',
  UserError: 'code message field',
  CreateConversationPayload: 'conversation autoReply userErrors',
  UpdateConversationPayload: 'conversation userErrors',
  DeleteConversationPayload: 'conversation deletedConversationId userErrors',
  SendMessagePayload: 'message userErrors',
  CreateContactPayload: 'contact conflictingContact userErrors',
  CreateAgentPayload: 'agent userErrors',
  MessageEvent: 'message gap',
  ConversationEvent: 'kind conversation',
};

const paging = 'first: Int, last: Int, after: String, before: String';

/** Every field with arguments, those in order, with their defaults; and what it gives. */
const ARGUMENTS: Record<string, string> = {
  'Query.node': '(id: ID!): Node',
  'Query.nodes': '(ids: [ID!]!): [Node]!',
  'Query.nodeByNativeId': '(source: String!, type: NodeType!, nativeId: String!): Node',
  'Query.source': '(key: String!): Source',
  'Query.conversation': '(id: ID!, assigneeVersionId: String): Conversation',
  'Query.contact': '(id: ID!): Contact',
  'Query.agent': '(id: ID!): Agent',
  'Query.inbox': '(id: ID!): Inbox',
  'Query.customer': '(email: String!): Customer',
  'Query.transcript': '(conversationId: ID!): Transcript',
  'Query.conversations': `(${paging}, filter: ConversationFilter): ConversationConnection`,
  'Query.contacts': `(${paging}, filter: ContactFilter): ContactConnection`,
  'Query.agents': `(${paging}, filter: AgentFilter): AgentConnection`,
  'Query.inboxes': `(${paging}, filter: InboxFilter): InboxConnection`,
  'Contact.conversations': `(${paging}, filter: ConversationFilter): ConversationConnection`,
  'Conversation.messages': `(${paging}, since: DateTime): MessageConnection`,
  'Conversation.file':
    '(activityId: String!, fileId: String!, disposition: FileDisposition! = ATTACHMENT): FileLink',
  'Attachment.link': '(disposition: FileDisposition! = ATTACHMENT): FileLink',
  'Transcript.text': '(format: TranscriptFormat! = PLAIN_TEXT): String',
  'Mutation.createConversation': '(input: CreateConversationInput!): CreateConversationPayload',
  'Mutation.updateConversation': '(input: UpdateConversationInput!): UpdateConversationPayload',
  'Mutation.deleteConversation': '(input: DeleteConversationInput!): DeleteConversationPayload',
  'Mutation.sendMessage': '(input: SendMessageInput!): SendMessagePayload',
  'Mutation.createContact': '(input: CreateContactInput!): CreateContactPayload',
  'Mutation.createAgent': '(input: CreateAgentInput!): CreateAgentPayload',
  'Subscription.messageAdded': '(conversationId: ID!, afterMessageId: ID): MessageEvent!',
  'Subscription.conversationChanged': '(filter: ConversationFilter): ConversationEvent!',
};

const bySource = 'sources: [String!], providers: [Provider!]';

const INPUTS: Record<string, string> = {
  ConversationFilter: `${bySource}, status: [ConversationStatus!], inboxIds: [ID!], assigneeIds: [ID!], contactIds: [ID!],
    assigneeVersionIds: [String!], channels: [Channel!], lastActivity: DateTimeRange, search: String`,
  DateTimeRange: 'from: DateTime, to: DateTime',
  ContactFilter: `${bySource}, search: String`,
  AgentFilter: bySource,
  InboxFilter: bySource,
  CreateConversationInput: `source: String!, inboxId: ID, contactId: ID, contact: CreateConversationContactInput,
    assigneeId: ID, status: ConversationStatus, title: String, message: CreateConversationMessageInput,
    visitorToken: String, idempotencyKey: String`,
  CreateConversationContactInput: 'name: String, email: String',
  CreateConversationMessageInput: 'content: String!, as: SenderRole',
  UpdateConversationInput: `id: ID!, status: ConversationStatus, assigneeId: ID, title: String, lastActivityAt: DateTime,
    idempotencyKey: String`,
  DeleteConversationInput: 'id: ID!, idempotencyKey: String',
  SendMessageInput: `conversationId: ID!, content: String!, as: SenderRole, isPrivate: Boolean, agentId: ID,
    idempotencyKey: String`,
  CreateContactInput: 'source: String!, name: String!, email: String, phone: String, idempotencyKey: String',
  CreateAgentInput: 'source: String!, name: String!, email: String!, role: AgentRole, idempotencyKey: String',
};

/** The fields of a type as SDL writes them, one a line, without their descriptions and directives. */
function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`The schema has no type ${typeName}.`);
  return (type.astNode?.fields ?? []).map((field) =>
    print(visit(field, { StringValue: () => null, Directive: () => null })),
  );
}

const listed = (text: string) => text.split(/,\s+/).sort();

test.each(Object.entries(FIELDS))('%s has the fields of the contract', (type, names) => {
  const present = fieldsOf(type).map((field) => /^\w+/.exec(field)?.[0]);
  expect(present).toEqual(expect.arrayContaining(names.split(/\s+/)));
});

test.each(Object.entries(ARGUMENTS))('%s takes the arguments of the contract', (coordinate, signature) => {
  const [type = '', name = ''] = coordinate.split('.');
  expect(fieldsOf(type)).toContain(`${name}${signature}`);
});

test('no other field takes an argument', () => {
  const withArguments = [...outputFields].filter(([, { args }]) => args.length > 0);
  expect(withArguments.map(([coordinate]) => coordinate).sort()).toEqual(Object.keys(ARGUMENTS).sort());
});

test.each(Object.entries(INPUTS))('%s has exactly the fields of the contract', (type, fields) => {
  expect(fieldsOf(type).sort()).toEqual(listed(fields));
});

test('there is no other input', () => {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  expect(inputs.map(({ name }) => name).sort()).toEqual(Object.keys(INPUTS).sort());
});

test('the root types have exactly these fields', () => {
  const roots = [...outputFields.keys()].filter((coordinate) =>
    /^(Query|Mutation|Subscription)\./.test(coordinate),
  );
  const expected = Object.keys(ARGUMENTS).filter((coordinate) =>
    /^(Query|Mutation|Subscription)\./.test(coordinate),
  );
  expect(roots.sort()).toEqual([...expected, 'Query.sources'].sort());
});
