/** What adapters declare of their operations, held against what these send and carry. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectedSource } from '../../src/data-sources/connected-source.ts';
import type { Conversation } from '../../src/domain.ts';
import type { ConversationWant, EntityGaps, Sent } from '../../src/providers/provider.ts';
import type { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import {
  AGENT,
  CONTACT,
  expectConversations,
  expectGaps,
  expectMessages,
  INBOX,
  rowsOf,
  sending,
} from './outlook.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());

function source(key: string): ConnectedSource {
  const found = rig.gateway.sources.find((each) => each.key === key);
  if (found === undefined) throw new Error(`There is no source ${key}.`);
  return found;
}

async function listed(key: string, criteria = {}): Promise<readonly Conversation[]> {
  const { adapter, outlook } = source(key);
  const list = outlook.listConversations?.(criteria);
  const rows = await rowsOf(adapter.listConversations?.open(criteria), list);
  if (list != null) expectConversations(rows, list.gaps);
  return rows;
}

async function looked(key: string, nativeId: string | Secret, want: ConversationWant) {
  const { adapter, outlook } = source(key);
  const read = outlook.getConversation?.(want);
  if (read === undefined) throw new Error(`${key} looks up no conversations.`);
  const found = await sending(
    (call) => adapter.getConversation?.(nativeId, want, call) ?? Promise.resolve(null),
    ...read.sends,
  );
  expectConversations([found], read.gaps);
}

test.each(['xe', 'site', 'ebbot', 'zaia'])('%s declares each operation that it has, and no other', (key) => {
  const { adapter, outlook } = source(key);
  const reads = Object.keys(outlook).filter((name) => /^(list|get)/.test(name));
  expect(reads.sort()).toEqual(
    Object.keys(adapter)
      .filter((name) => /^(list|get)/.test(name))
      .sort(),
  );
  const hasMessages = adapter.messages !== undefined;
  expect(hasMessages).toBe((outlook.messages ?? outlook.previews) !== undefined);
  expect(outlook.previews !== undefined).toBe(adapter.messages?.completeness === 'PREVIEW');
  expect(Object.keys(outlook.writes ?? {}).sort()).toEqual(
    Object.keys(adapter)
      .filter((name) => /^(create|update|delete|send)/.test(name))
      .sort(),
  );
  expect(outlook.isAskable(outlook.sampleId)).toBe(true);
});

describe('Xe Chat', () => {
  test('conversations, their messages and people', async () => {
    const { adapter, outlook } = source('xe');
    const [row] = await listed('xe');
    await listed('xe', { status: ['OPEN'] });
    if (row === undefined) throw new Error('There are no conversations.');
    await looked('xe', row.nativeId, {});
    const messages = await rowsOf(adapter.messages?.open(row), outlook.messages);
    if (outlook.messages) expectMessages(messages, outlook.messages.gaps);
    const contacts = await rowsOf(adapter.listContacts?.open({}), outlook.listContacts);
    expectGaps(contacts, CONTACT, { lacks: new Set() });
    expectGaps(await rowsOf(adapter.listAgents?.(), outlook.listAgents), AGENT, { lacks: new Set() });
    expectGaps(await rowsOf(adapter.listInboxes?.(), outlook.listInboxes), INBOX, { lacks: new Set() });
    const id = contacts[0]?.nativeId ?? '';
    const contact = await sending(
      (call) => adapter.getContact?.(id, call) ?? Promise.resolve(null),
      ...(outlook.getContact?.sends ?? []),
    );
    expectGaps([contact], CONTACT, { lacks: new Set() });
  });

  test('writes', async () => {
    const { adapter, outlook } = source('xe');
    const { createConversation, updateConversation, sendMessage } = outlook.writes ?? {};
    const [row] = await listed('xe');
    const inboxId = row?.inbox?.nativeId ?? '';
    const contactId = row?.contact?.nativeId ?? '';
    const created = await sending(
      (call) => adapter.createConversation?.run({ inboxId, contactId }, call) ?? Promise.resolve(null),
      ...sent(createConversation),
    );
    if (createConversation?.conversation)
      expectConversations([created?.conversation ?? null], createConversation.conversation);
    const conversation = { source: 'xe', nativeId: created?.conversation.nativeId ?? '' };
    const updated = await sending(
      (call) =>
        adapter.updateConversation?.run({ conversation, status: 'PENDING' }, call) ?? Promise.resolve(null),
      ...sent(updateConversation),
    );
    if (updateConversation?.conversation) expectConversations([updated], updateConversation.conversation);
    const said = await sending(
      (call) => adapter.sendMessage?.run({ conversation, content: 'Hello.' }, call) ?? Promise.resolve(null),
      ...sent(sendMessage),
    );
    if (sendMessage?.message && said?.message) expectMessages([said.message], sendMessage.message);
    const contact = await sending(
      (call) => adapter.createContact?.run({ name: 'Ada' }, call) ?? Promise.resolve(null),
      ...sent(outlook.writes?.createContact),
    );
    expectGaps([contact], CONTACT, { lacks: new Set() });
    const agent = await sending(
      (call) =>
        adapter.createAgent?.run({ name: 'Ada', email: 'ada@team.example' }, call) ?? Promise.resolve(null),
      ...sent(outlook.writes?.createAgent),
    );
    expectGaps([agent], AGENT, { lacks: new Set() });
  });
});

test('SquirrelStack: a conversation is its messages', async () => {
  const { adapter, outlook } = source('site');
  const created = await sending(
    (call) =>
      adapter.createConversation?.run(
        { contactName: 'Ada', contactEmail: 'ada@shop.example', content: 'Hello.' },
        call,
      ) ?? Promise.resolve(null),
    ...sent(outlook.writes?.createConversation),
  );
  const gaps = outlook.writes?.createConversation?.conversation;
  if (created === null || gaps === undefined) throw new Error('Nothing was created.');
  const { conversation } = created;
  expectConversations([conversation], gaps);
  await looked('site', conversation.nativeId, {});
  const messages = await rowsOf(adapter.messages?.open(conversation), outlook.messages);
  if (outlook.messages) expectMessages(messages, outlook.messages.gaps);
  expectGaps(await rowsOf(adapter.listInboxes?.(), outlook.listInboxes), INBOX, { lacks: new Set() });
  const said = await sending(
    (call) => adapter.sendMessage?.run({ conversation, content: 'And?' }, call) ?? Promise.resolve(null),
    ...sent(outlook.writes?.sendMessage),
  );
  expect(said?.message).toBeNull();
  expect(outlook.writes?.sendMessage?.message).toBeUndefined();
});

test('Ebbot: rows tell all but what was said', async () => {
  const { adapter, outlook } = source('ebbot');
  const [row] = await listed('ebbot');
  if (row === undefined) throw new Error('There are no chats.');
  await looked('ebbot', row.nativeId, {});
  const messages = await rowsOf(adapter.messages?.open(row), outlook.messages);
  if (outlook.messages) expectMessages(messages, outlook.messages.gaps);
});

describe('Zaia', () => {
  test('the two forms of a chat', async () => {
    const [row] = await listed('zaia');
    const [plain] = await listed('zaia', { lastActivity: { from: '2020-01-01T00:00:00.000Z' } });
    if (row === undefined || plain === undefined) throw new Error('There are no chats.');
    await listed('zaia', { contact: [row.contact?.nativeId] });
    expect(source('zaia').outlook.listConversations?.({ contact: ['nobody'] })).toBeNull();
    await looked('zaia', row.nativeId, { fields: new Set(['title']) });
    await looked('zaia', row.nativeId, { fields: new Set(['contact']) });
    await looked('zaia', row.nativeId, { fields: new Set(['contact', 'updatedAt']) });
    expectMessages(row.messages ?? [], source('zaia').outlook.previews ?? { contact: NONE, agent: NONE });
  });

  test('people are found through a chat of theirs', async () => {
    const { adapter, outlook } = source('zaia');
    const [row] = await listed('zaia', { lastActivity: { from: '2020-01-01T00:00:00.000Z' } });
    const ids = [row?.contact, row?.assignee, row?.inbox].map((entity) => entity?.nativeId ?? '');
    const [contact = '', agent = '', inbox = ''] = ids;
    const none = Promise.resolve(null);
    expectGaps(
      [
        await sending(
          (call) => adapter.getContact?.(contact, call) ?? none,
          ...(outlook.getContact?.sends ?? []),
        ),
      ],
      CONTACT,
      outlook.getContact?.gaps ?? NONE,
    );
    expectGaps(
      [await sending((call) => adapter.getAgent?.(agent, call) ?? none, ...(outlook.getAgent?.sends ?? []))],
      AGENT,
      NONE,
    );
    expectGaps(
      [await sending((call) => adapter.getInbox?.(inbox, call) ?? none, ...(outlook.getInbox?.sends ?? []))],
      INBOX,
      NONE,
    );
  });

  test('writes answer with the plain form', async () => {
    const { adapter, outlook } = source('zaia');
    const [row] = await listed('zaia');
    const contactId = row?.contact?.nativeId ?? '';
    const { createConversation, updateConversation, deleteConversation } = outlook.writes ?? {};
    const created = await sending(
      (call) => adapter.createConversation?.run({ contactId }, call) ?? Promise.resolve(null),
      ...sent(createConversation),
    );
    if (created === null || !createConversation?.conversation) throw new Error('Nothing was created.');
    const { conversation } = created;
    expectConversations([conversation], createConversation.conversation);
    const updated = await sending(
      (call) =>
        adapter.updateConversation?.run({ conversation, title: 'New' }, call) ?? Promise.resolve(null),
      ...sent(updateConversation),
    );
    if (updateConversation?.conversation) expectConversations([updated], updateConversation.conversation);
    await sending(
      (call) => adapter.deleteConversation?.run({ conversation }, call) ?? Promise.resolve(undefined),
      ...sent(deleteConversation),
    );
  });
});

const NONE: EntityGaps = { lacks: new Set() };

function sent(write: { readonly sends: Sent } | undefined): readonly Sent[] {
  return write === undefined ? [] : [write.sends];
}
