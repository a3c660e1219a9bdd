/** That what the schema asks of a caller is what the contract says, and that nothing new goes without. */
import { isIntrospectionType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { readRules } from '../../src/authorization/rules.ts';
import { schema } from '../schema/sdl.ts';

const rules = readRules(schema);

/** Nobody's in particular: what they hold asks for itself. */
const FREE: ReadonlySet<string> = new Set(
  `Query Mutation Subscription Source SourceHealth SourceError Budget PageInfo SourceSlice UserError
  CreateConversationPayload UpdateConversationPayload DeleteConversationPayload SendMessagePayload CreateContactPayload
  CreateAgentPayload`.split(/\s+/),
);

const TYPES: Readonly<Record<string, string>> = {
  'conversations:read':
    'Conversation ConversationConnection ConversationEdge ConversationEvent AssigneeVersion Ticket',
  'messages:read':
    'Message MessageConnection MessageEdge MessageEvent MessageAuthor Attachment FileLink Participant',
  'contacts:read': 'Contact ContactConnection ContactEdge Customer',
  'agents:read': 'Agent AgentConnection AgentEdge',
  'inboxes:read': 'Inbox InboxConnection InboxEdge',
  'conversations:read messages:read': 'Transcript',
};

const FIELDS: Readonly<Record<string, string>> = {
  'Mutation.createConversation': 'conversations:write',
  'Mutation.updateConversation': 'conversations:write',
  'Mutation.deleteConversation': 'conversations:write',
  'Mutation.sendMessage': 'messages:write',
  'Mutation.createContact': 'contacts:write',
  'Mutation.createAgent': 'agents:write',
  'Conversation.raw': 'conversations:read raw:read',
  'Message.raw': 'messages:read raw:read',
  'Contact.raw': 'contacts:read raw:read',
  'Agent.raw': 'agents:read raw:read',
  'Inbox.raw': 'inboxes:read raw:read',
  'Conversation.contact': 'conversations:read contacts:read',
  'Conversation.lastMessage': 'conversations:read messages:read',
  'Conversation.file': 'conversations:read messages:read',
  'Message.conversation': 'messages:read conversations:read',
  'MessageAuthor.name': 'messages:read',
  'MessageAuthor.contact': 'messages:read contacts:read',
  'Contact.conversations': 'contacts:read conversations:read',
  'Query.transcript': 'conversations:read messages:read',
  'Query.customer': 'contacts:read',
  'Query.sources': '',
  'Query.source': '',
};

const words = (text: string) => text.split(' ').filter((word) => word !== '');
const names = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !isIntrospectionType(type))
  .map(({ name }) => name);

test('every object type asks for its scope, or is one of the few that need none', () => {
  const asking = names.filter((name) => rules.type(name).length > 0);
  expect(asking.sort()).toEqual(Object.values(TYPES).flatMap(words).sort());
  expect(names.filter((name) => !asking.includes(name)).sort()).toEqual([...FREE].sort());
});

test.each(Object.entries(TYPES))('%s is what these need: %s', (scopes, types) => {
  for (const name of words(types)) expect(rules.type(name)).toEqual([[words(scopes)]]);
});

test.each(Object.entries(FIELDS))('%s needs %j', (coordinate, scopes) => {
  const [type = '', field = ''] = coordinate.split('.');
  const asked = rules.field(type, field).requirements.flatMap(([only = []]) => only);
  expect(new Set(asked)).toEqual(new Set(words(scopes)));
});

test('every mutation needs to write', () => {
  for (const field of Object.keys(schema.getMutationType()?.getFields() ?? {})) {
    expect(JSON.stringify(rules.field('Mutation', field).requirements)).toContain(':write"');
  }
});

test('what a bound credential may begin with is told one by one, and no list over sources is among it', () => {
  const open = ['Query', 'Mutation', 'Subscription'].flatMap((root) => {
    const type = schema.getType(root);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    return fields.filter((field) => rules.field(root, field).isOpenToBound);
  });
  expect(open).toEqual(
    words(
      'node nodes nodeByNativeId sources source conversation transcript updateConversation deleteConversation sendMessage messageAdded',
    ),
  );
  expect(rules.field('Contact', 'conversations').isOpenToBound).toBe(false);
});
