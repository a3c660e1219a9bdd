import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate, type MutationName } from '../support/mutate.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const UUID = '0b9f9b4e-8f5b-4a1e-9a67-4a3c51f0a001';
const id = {
  xe: globalId('Conversation', 'xe', '1024'),
  site: globalId('Conversation', 'site', new Secret('demo-visitor-1')),
  ebbot: globalId('Conversation', 'ebbot', '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e'),
  zaia: globalId('Conversation', 'zaia', UUID),
  gone: globalId('Conversation', 'sold', '1'),
  inbox: globalId('Inbox', 'xe', '3'),
  contact: globalId('Contact', 'xe', '55'),
  agent: globalId('Agent', 'xe', '7'),
  zaiaContact: globalId('Contact', 'zaia', UUID),
};
const visitor = { contact: { name: 'Jo', email: 'jo@example.com' }, message: { content: 'Hi' } };

type Expected = readonly [code: string, field: readonly string[] | null][];

/** What is wrong with an input: every fault of it, told without any call. */
const WRONG: [title: string, name: MutationName, input: Record<string, unknown>, errors: Expected][] = [
  ['unknown source', 'createContact', { source: 'nope', name: 'Jo' }, [['INVALID', ['source']]]],
  [
    'unknown source beside a malformed id',
    'createConversation',
    { source: 'nope', inboxId: 'x', contactId: id.contact },
    [
      ['INVALID', ['source']],
      ['INVALID', ['inboxId']],
    ],
  ],
  ['malformed id', 'updateConversation', { id: 'nonsense', status: 'OPEN' }, [['INVALID', ['id']]]],
  ['id of another type', 'deleteConversation', { id: id.contact }, [['INVALID', ['id']]]],
  [
    'id of another type, in a send',
    'sendMessage',
    { conversationId: id.agent, content: 'Hi' },
    [['INVALID', ['conversationId']]],
  ],
  [
    'source gone',
    'sendMessage',
    { conversationId: id.gone, content: 'Hi' },
    [['NOT_FOUND', ['conversationId']]],
  ],
  [
    'ids of another source or type',
    'createConversation',
    { source: 'xe', inboxId: id.agent, contactId: id.zaiaContact },
    [
      ['INVALID', ['inboxId']],
      ['INVALID', ['contactId']],
    ],
  ],
  [
    'agent of another source',
    'updateConversation',
    { id: id.xe, assigneeId: globalId('Agent', 'zaia', UUID) },
    [['INVALID', ['assigneeId']]],
  ],
  [
    'required fields',
    'createConversation',
    { source: 'xe' },
    [
      ['REQUIRED', ['inboxId']],
      ['REQUIRED', ['contactId']],
    ],
  ],
  [
    'required fields of a visitor',
    'createConversation',
    { source: 'site', contact: { name: null } },
    [
      ['REQUIRED', ['contact', 'name']],
      ['REQUIRED', ['contact', 'email']],
      ['REQUIRED', ['message', 'content']],
    ],
  ],
  ['required owner', 'createConversation', { source: 'zaia' }, [['REQUIRED', ['contactId']]]],
  [
    'snoozed or resolved at creation',
    'createConversation',
    { source: 'xe', inboxId: id.inbox, contactId: id.contact, status: 'SNOOZED' },
    [['INVALID', ['status']]],
  ],
  ['empty update', 'updateConversation', { id: id.xe, status: null, title: null }, [['REQUIRED', null]]],
  [
    'unsupported beside valid',
    'updateConversation',
    { id: id.xe, status: 'OPEN', title: 'T', lastActivityAt: '2026-01-01T00:00:00Z' },
    [
      ['UNSUPPORTED', ['title']],
      ['UNSUPPORTED', ['lastActivityAt']],
    ],
  ],
  [
    'unsupported, null included where it means something',
    'updateConversation',
    { id: id.zaia, assigneeId: null, title: 'T' },
    [['UNSUPPORTED', ['assigneeId']]],
  ],
  [
    'everything that a chat cannot begin with',
    'createConversation',
    {
      source: 'zaia',
      contactId: id.zaiaContact,
      assigneeId: globalId('Agent', 'zaia', UUID),
      status: 'OPEN',
      ...visitor,
      visitorToken: 't',
    },
    [
      ['UNSUPPORTED', ['contact', 'name']],
      ['UNSUPPORTED', ['contact', 'email']],
      ['UNSUPPORTED', ['assigneeId']],
      ['UNSUPPORTED', ['status']],
      ['UNSUPPORTED', ['message', 'content']],
      ['UNSUPPORTED', ['visitorToken']],
    ],
  ],
  ['no such operation', 'createConversation', { source: 'ebbot', ...visitor }, [['UNSUPPORTED', ['source']]]],
  [
    'no such operation',
    'createAgent',
    { source: 'site', name: 'A', email: 'a@b.cd' },
    [['UNSUPPORTED', ['source']]],
  ],
  ['no such operation', 'createContact', { source: 'zaia', name: 'A' }, [['UNSUPPORTED', ['source']]]],
  ['no such operation', 'deleteConversation', { id: id.xe }, [['UNSUPPORTED', ['id']]]],
  ['no such operation', 'updateConversation', { id: id.site, status: 'OPEN' }, [['UNSUPPORTED', ['id']]]],
  [
    'no such operation',
    'sendMessage',
    { conversationId: id.ebbot, content: 'Hi' },
    [['UNSUPPORTED', ['conversationId']]],
  ],
  [
    'the side that the API does not speak for',
    'sendMessage',
    { conversationId: id.site, content: 'Hi', as: 'AGENT' },
    [['UNSUPPORTED', ['as']]],
  ],
  [
    'the other side that the API does not speak for',
    'sendMessage',
    { conversationId: id.xe, content: 'Hi', as: 'CONTACT' },
    [['UNSUPPORTED', ['as']]],
  ],
  [
    'a side at creation',
    'createConversation',
    { source: 'site', ...visitor, message: { content: 'Hi', as: 'AGENT' } },
    [['UNSUPPORTED', ['message', 'as']]],
  ],
  [
    'private where nothing is',
    'sendMessage',
    { conversationId: id.site, content: 'Hi', isPrivate: true, agentId: globalId('Agent', 'site', '1') },
    [
      ['UNSUPPORTED', ['isPrivate']],
      ['UNSUPPORTED', ['agentId']],
    ],
  ],
  ['blank', 'sendMessage', { conversationId: id.xe, content: ' \n' }, [['INVALID', ['content']]]],
  [
    '10,001 characters',
    'sendMessage',
    { conversationId: id.site, content: 'x'.repeat(10_001) },
    [['TOO_LONG', ['content']]],
  ],
  [
    '10,001 characters of two units each',
    'createConversation',
    { source: 'site', ...visitor, message: { content: '🦊'.repeat(10_001) } },
    [['TOO_LONG', ['message', 'content']]],
  ],
  [
    'bad email and blank name of a visitor',
    'createConversation',
    { source: 'site', ...visitor, contact: { name: ' ', email: 'jo@' } },
    [
      ['INVALID', ['contact', 'name']],
      ['INVALID', ['contact', 'email']],
    ],
  ],
  [
    'token for no path',
    'createConversation',
    { source: 'site', ...visitor, visitorToken: '..' },
    [['INVALID', ['visitorToken']]],
  ],
  [
    'bad email and phone',
    'createContact',
    { source: 'xe', name: 'Jo', email: 'jo at example', phone: '+1 555 000 1234' },
    [
      ['INVALID', ['email']],
      ['INVALID', ['phone']],
    ],
  ],
  ['bad email of an agent', 'createAgent', { source: 'xe', name: 'A', email: 'a' }, [['INVALID', ['email']]]],
  [
    'no UUID at Zaia',
    'createConversation',
    { source: 'zaia', contactId: globalId('Contact', 'zaia', '7') },
    [['INVALID', ['contactId']]],
  ],
  [
    'id that no path can hold',
    'updateConversation',
    { id: globalId('Conversation', 'xe', '..'), status: 'OPEN' },
    [['INVALID', ['id']]],
  ],
  [
    'empty key',
    'createContact',
    { source: 'xe', name: 'Jo', email: 'x', idempotencyKey: '' },
    [
      ['INVALID', ['idempotencyKey']],
      ['INVALID', ['email']],
    ],
  ],
  [
    'key of more than 255 bytes',
    'createContact',
    { source: 'xe', name: 'Jo', idempotencyKey: 'ü'.repeat(128) },
    [['TOO_LONG', ['idempotencyKey']]],
  ],
];

test.each(WRONG)('%s: %s', async (_title, name, input, errors) => {
  rig.calls();
  const { payload, answer } = await mutate(rig.query, name, input);
  expect(answer.errors).toBeUndefined();
  expect(payload?.userErrors.map(({ code, field }) => [code, field])).toEqual(errors);
  for (const { message } of payload?.userErrors ?? []) expect(message).toMatch(/^[A-Z"].+\.$/);
  expect(rig.calls()).toEqual([]);
});

test('10,000 characters of two units each are sent', async () => {
  const { payload } = await mutate(rig.query, 'sendMessage', {
    conversationId: id.site,
    content: '🦊'.repeat(10_000),
  });
  expect(payload?.userErrors).toEqual([]);
});

test('a visitor token in use is a conflict at its field', async () => {
  const { payload } = await mutate(rig.query, 'createConversation', {
    source: 'site',
    ...visitor,
    visitorToken: 'demo-visitor-4',
  });
  expect(payload?.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['visitorToken'] }]);
  expect(JSON.stringify(payload)).not.toContain('demo-visitor');
});

const MISSING: [title: string, name: MutationName, input: Record<string, unknown>, field: string[] | null][] =
  [
    [
      'conversation',
      'updateConversation',
      { id: globalId('Conversation', 'xe', '999999'), status: 'OPEN' },
      ['id'],
    ],
    [
      'conversation, though an agent is named too',
      'updateConversation',
      { id: globalId('Conversation', 'xe', '999999'), assigneeId: id.agent },
      ['id'],
    ],
    [
      'agent',
      'updateConversation',
      { id: id.xe, assigneeId: globalId('Agent', 'xe', '999') },
      ['assigneeId'],
    ],
    [
      'conversation to send in',
      'sendMessage',
      { conversationId: globalId('Conversation', 'xe', '999999'), content: 'Hi' },
      ['conversationId'],
    ],
    [
      'visitor’s conversation to send in',
      'sendMessage',
      { conversationId: globalId('Conversation', 'site', new Secret('nobody')), content: 'Hi' },
      ['conversationId'],
    ],
    [
      'agent to send as',
      'sendMessage',
      { conversationId: id.xe, content: 'Hi', agentId: globalId('Agent', 'xe', '999') },
      ['agentId'],
    ],
    [
      'inbox',
      'createConversation',
      { source: 'xe', inboxId: globalId('Inbox', 'xe', '999'), contactId: id.contact },
      ['inboxId'],
    ],
    [
      'contact',
      'createConversation',
      { source: 'xe', inboxId: id.inbox, contactId: globalId('Contact', 'xe', '99999') },
      ['contactId'],
    ],
    ['owner', 'createConversation', { source: 'zaia', contactId: id.zaiaContact }, ['contactId']],
    ['chat', 'updateConversation', { id: id.zaia, title: 'T' }, ['id']],
    ['chat to delete', 'deleteConversation', { id: id.zaia }, ['id']],
  ];

test.each(MISSING)('not found at its field: %s', async (_title, name, input, field) => {
  const { payload, answer } = await mutate(rig.query, name, input);
  expect(answer.errors).toBeUndefined();
  expect(payload?.userErrors.map((error) => [error.code, error.field])).toEqual([['NOT_FOUND', field]]);
});

test('an email in use is a conflict, and its holder is found only when asked for', async () => {
  const input = { source: 'xe', name: 'Another Alice', email: 'ALICE@example.com' };
  rig.calls();
  const bare = await mutate(rig.query, 'createContact', input);
  expect(bare.payload?.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['email'] }]);
  expect(rig.calls()).toEqual(['POST /v1/chat/contacts']);
  const asked = await mutate<{ conflictingContact: unknown }>(
    rig.query,
    'createContact',
    input,
    'contact { id } conflictingContact { nativeId email }',
  );
  expect(asked.payload).toMatchObject({
    contact: null,
    conflictingContact: { nativeId: '55', email: 'alice@example.com' },
  });
});
