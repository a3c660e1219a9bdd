/** The four GET endpoints of Zaia's page with every parameter, reached by queries. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const CHATS = '/api/v1/chats';
const DETAILS = '/api/v1/chats/details';
const ALL_TYPES = ['widget', 'waha', 'whatsapp', 'instagram', 'api'].map((type) => ['channelTypes', type]);

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const chats = () => [...rig.sandbox.zaia.state.chats.values()].filter(({ isRemoved }) => !isRemoved);
const keysOf = (map: ReadonlyMap<string, unknown>) => [...map.keys()];
const channels = () => keysOf(rig.sandbox.zaia.state.channels);
const owners = () => [...new Set(chats().map(({ ownerId }) => ownerId))];
const responders = () => keysOf(rig.sandbox.zaia.state.responders);
const versions = () => [...new Set(chats().flatMap(({ responders }) => responders.at(-1)?.versionId ?? []))];
const ids = (type: 'Inbox' | 'Agent' | 'Contact', nativeIds: readonly string[]) =>
  nativeIds.map((nativeId) => globalId(type, 'zaia', nativeId));

interface Listed {
  readonly conversations: {
    readonly nodes: readonly {
      readonly nativeId: string;
      readonly lastActivityAt: string | null;
      readonly contact: { readonly nativeId: string };
      readonly assignee: { readonly nativeId: string };
      readonly inbox: { readonly nativeId: string } | null;
    }[];
  };
}

/** The first 100 chats of a filter, and the calls that it took: path, and the parameters but for the page. */
async function list(filter: object) {
  const { data, errors } = await rig.query<Listed>(
    `query ($filter: ConversationFilter) {
      conversations(first: 100, filter: $filter) {
        nodes { nativeId lastActivityAt contact { nativeId } assignee { nativeId } inbox { nativeId } }
      }
    }`,
    { filter: { sources: ['zaia'], ...filter } },
  );
  expect(errors).toBeUndefined();
  return { nodes: data.conversations.nodes, calls: calls() };
}

/** Every call presented the bare key. */
function calls() {
  const { requests, credential } = rig.sandbox.zaia;
  const made = requests.map(({ path, query, headers }) => {
    expect(headers['authorization']).toBe(credential);
    const parameters = [...new URLSearchParams(query)];
    return {
      path,
      filter: parameters.filter(([name]) => !name.startsWith('page')),
      page: Object.fromEntries(parameters.filter(([name]) => name.startsWith('page'))),
    };
  });
  rig.calls();
  return made;
}

test('details: pageNumber and pageSize', async () => {
  const page = (first: number, after: string | null) =>
    rig.query<{ conversations: { pageInfo: { endCursor: string } } }>(
      `query ($first: Int, $after: String) {
        conversations(first: $first, after: $after, filter: { sources: ["zaia"] }) { pageInfo { endCursor } }
      }`,
      { first, after },
    );
  const { data } = await page(100, null);
  await page(30, data.conversations.pageInfo.endCursor);
  const made = calls();
  expect(made[0]).toEqual({ path: DETAILS, filter: [], page: { pageNumber: '1', pageSize: '100' } });
  expect(made.slice(1).some(({ page }) => page['pageNumber'] !== '1')).toBe(true);
  expect(new Set(made.map(({ page }) => page['pageSize'])).size).toBeGreaterThan(1);
});

test.each([1, 2])('details: channelIds, %i of them', async (count) => {
  const wanted = channels().slice(0, count);
  const { nodes, calls } = await list({ inboxIds: ids('Inbox', wanted) });
  expect(calls[0]).toMatchObject({ path: DETAILS, filter: wanted.map((id) => ['channelIds', id]) });
  expect(new Set(nodes.map(({ inbox }) => inbox?.nativeId))).toEqual(new Set(wanted));
});

test.each([1, 2])('details: responderIds, %i of them', async (count) => {
  const wanted = responders().slice(0, count);
  const { nodes, calls } = await list({ assigneeIds: ids('Agent', wanted) });
  expect(calls[0]).toMatchObject({ path: DETAILS, filter: wanted.map((id) => ['responderIds', id]) });
  expect(new Set(nodes.map(({ assignee }) => assignee.nativeId))).toEqual(new Set(wanted));
});

test.each([1, 2])('details: responderVersionIds, %i of them', async (count) => {
  const wanted = versions().slice(0, count);
  const { nodes, calls } = await list({ assigneeVersionIds: wanted });
  expect(calls[0]).toMatchObject({ path: DETAILS, filter: wanted.map((id) => ['responderVersionIds', id]) });
  const matching = chats().filter(({ responders }) => wanted.includes(responders.at(-1)?.versionId ?? ''));
  expect(new Set(nodes.map(({ nativeId }) => nativeId))).toEqual(
    new Set(matching.map(({ id }) => id).slice(0, 100)),
  );
});

test.each(['invoice', 'alice@example.com'])('details: search %s', async (search) => {
  const { nodes, calls } = await list({ search });
  expect(calls[0]).toMatchObject({ path: DETAILS, filter: [['search', search]] });
  expect(nodes.length).toBeGreaterThan(0);
});

test('details: all filters together', async () => {
  const [inbox = ''] = channels();
  const [assignee = ''] = responders();
  const [version = ''] = versions();
  const { calls } = await list({
    inboxIds: ids('Inbox', [inbox]),
    assigneeIds: ids('Agent', [assignee]),
    assigneeVersionIds: [version],
    search: 'order',
  });
  expect(calls[0]).toMatchObject({
    path: DETAILS,
    filter: [
      ['channelIds', inbox],
      ['responderIds', assignee],
      ['responderVersionIds', version],
      ['search', 'order'],
    ],
  });
});

test.each([1, 2])('chats: ownerIds, %i of them, with all channel types named', async (count) => {
  const wanted = owners().slice(0, count);
  const { nodes, calls } = await list({ contactIds: ids('Contact', wanted) });
  expect(calls[0]).toMatchObject({
    path: CHATS,
    filter: [...ALL_TYPES, ...wanted.map((id) => ['ownerIds', id])],
  });
  expect(new Set(nodes.map(({ contact }) => contact.nativeId))).toEqual(new Set(wanted));
});

test.each([
  [['LIVE_CHAT'], ['widget']],
  [
    ['WHATSAPP', 'API'],
    ['waha', 'whatsapp', 'api'],
  ],
  [['INSTAGRAM', 'EMAIL'], ['instagram']],
])('chats: channelTypes of %j', async (words, types) => {
  const { nodes, calls } = await list({ channels: words });
  expect(calls[0]).toMatchObject({ path: CHATS, filter: types.map((type) => ['channelTypes', type]) });
  const { state } = rig.sandbox.zaia;
  const found = nodes.map(({ inbox }) => state.channels.get(inbox?.nativeId ?? '')?.type);
  expect(new Set(found)).toEqual(new Set(types));
});

test('channels that Zaia does not have match nothing, without a call', async () => {
  const { nodes, calls } = await list({ channels: ['EMAIL', 'OTHER'] });
  expect(nodes).toEqual([]);
  expect(calls).toEqual([]);
});

test('chats: the span of the last activity, either end and both', async () => {
  const times = chats().flatMap(({ lastChatMessageCreatedAt }) => lastChatMessageCreatedAt ?? []);
  times.sort((a, b) => a - b);
  const from = new Date(times[40] ?? 0).toISOString();
  const to = new Date(times[90] ?? 0).toISOString();
  const start = ['lastChatMessageCreatedAtStart', from];
  const end = ['lastChatMessageCreatedAtEnd', to];
  for (const [lastActivity, parameters] of [
    [{ from }, [start]],
    [{ to }, [end]],
    [{ from, to }, [end, start]],
  ] as const) {
    const { nodes, calls } = await list({ lastActivity });
    expect(calls[0]).toMatchObject({ path: CHATS, filter: [...ALL_TYPES, ...parameters] });
    for (const { lastActivityAt } of nodes) {
      if ('from' in lastActivity) expect(lastActivityAt ?? '').toSatisfy((at: string) => at >= from);
      if ('to' in lastActivity) expect(lastActivityAt ?? '').toSatisfy((at: string) => at <= to);
    }
  }
});

test('chats: all filters together', async () => {
  const [inbox = ''] = channels();
  const [assignee = ''] = responders();
  const [version = ''] = versions();
  const [contact = ''] = owners();
  const { calls } = await list({
    inboxIds: ids('Inbox', [inbox]),
    assigneeIds: ids('Agent', [assignee]),
    assigneeVersionIds: [version],
    contactIds: ids('Contact', [contact]),
    channels: ['LIVE_CHAT'],
    lastActivity: { from: '2020-01-01T01:00:00+01:00', to: '2030-01-01T00:00:00Z' },
    search: 'order',
  });
  expect(calls[0]).toMatchObject({
    path: CHATS,
    filter: [
      ['channelIds', inbox],
      ['channelTypes', 'widget'],
      ['lastChatMessageCreatedAtEnd', '2030-01-01T00:00:00.000Z'],
      ['lastChatMessageCreatedAtStart', '2020-01-01T00:00:00.000Z'],
      ['ownerIds', contact],
      ['responderIds', assignee],
      ['responderVersionIds', version],
      ['search', 'order'],
    ],
  });
});

test('one chat: plain where that says enough', async () => {
  const [chat] = chats();
  const { data } = await rig.query(
    `query ($id: ID!) {
      conversation(id: $id) {
        nativeId title status createdAt updatedAt lastActivityAt isRemoved unreadCount
        contact { id nativeId } assignee { nativeId } inbox { nativeId __typename }
      }
    }`,
    { id: globalId('Conversation', 'zaia', chat?.id) },
  );
  expect(data).toMatchObject({
    conversation: {
      nativeId: chat?.id,
      title: chat?.title,
      status: null,
      createdAt: iso(chat?.createdAt),
      updatedAt: iso(chat?.updatedAt),
      lastActivityAt: iso(chat?.lastChatMessageCreatedAt),
      contact: { nativeId: chat?.ownerId },
    },
  });
  expect(calls()).toEqual([{ path: `${CHATS}/${chat?.id ?? ''}`, filter: [], page: {} }]);
});

test('one chat: details where more is asked', async () => {
  const chat = chats().find(({ previews, ticket }) => previews.length === 2 && ticket !== null);
  const { data } = await rig.query(
    `query ($id: ID!) {
      conversation(id: $id) {
        contact { name email identifier isBlocked } assignee { name kind avatarUrl } inbox { name channel rawChannel }
        ticket { nativeId status } handledBy assigneeVersion { nativeId number }
        lastMessage { content author { role } }
        messages { completeness totalCount nodes { content } } transcript { completeness entryCount }
      }
    }`,
    { id: globalId('Conversation', 'zaia', chat?.id) },
  );
  const owner = rig.sandbox.zaia.state.owners.get(chat?.ownerId ?? '');
  expect(data).toMatchObject({
    conversation: {
      contact: { name: owner?.name, email: owner?.email, identifier: owner?.identifier },
      ticket: { nativeId: chat?.ticket?.id, status: chat?.ticket?.status },
      lastMessage: { content: chat?.previews[1]?.content },
      messages: {
        completeness: 'PREVIEW',
        totalCount: null,
        nodes: chat?.previews.map(({ content }) => ({ content })),
      },
      transcript: { completeness: 'PREVIEW', entryCount: 2 },
    },
  });
  expect(calls()).toEqual([{ path: `${CHATS}/${chat?.id ?? ''}/details`, filter: [], page: {} }]);
});

test('one chat as it was under a version of its responder', async () => {
  const chat = chats().find(({ responders }) => responders.length === 2);
  for (const [index, { versionId }] of (chat?.responders ?? []).entries()) {
    const { data } = await rig.query(
      `query ($id: ID!, $version: String) {
        conversation(id: $id, assigneeVersionId: $version) { title assigneeVersion { nativeId number } }
      }`,
      { id: globalId('Conversation', 'zaia', chat?.id), version: versionId },
    );
    expect(data, `version ${String(index)}`).toMatchObject({
      conversation: { title: chat?.title, assigneeVersion: { nativeId: versionId } },
    });
    expect(calls()).toEqual([
      {
        path: `${CHATS}/${chat?.id ?? ''}/details`,
        filter: [['responderVersionId', versionId]],
        page: {},
      },
    ]);
  }
});

test('contact, agent and inbox are found through their chats', async () => {
  const chat = chats().find(({ channelId, previews }) => channelId !== null && previews.length > 0);
  const owner = rig.sandbox.zaia.state.owners.get(chat?.ownerId ?? '');
  const responder = rig.sandbox.zaia.state.responders.get(chat?.responders.at(-1)?.responderId ?? '');
  const channel = rig.sandbox.zaia.state.channels.get(chat?.channelId ?? '');
  const { data } = await rig.query(
    `query ($contact: ID!, $agent: ID!, $inbox: ID!) {
      contact(id: $contact) { name identifier } agent(id: $agent) { name } inbox(id: $inbox) { name rawChannel }
    }`,
    {
      contact: globalId('Contact', 'zaia', owner?.id),
      agent: globalId('Agent', 'zaia', responder?.id),
      inbox: globalId('Inbox', 'zaia', channel?.id),
    },
  );
  expect(data).toEqual({
    contact: { name: owner?.name, identifier: owner?.identifier },
    agent: { name: responder?.name },
    inbox: { name: channel?.name, rawChannel: channel?.type },
  });
  const made = calls();
  expect(made).toHaveLength(4);
  expect(made).toEqual(
    expect.arrayContaining([
      { path: CHATS, filter: [...ALL_TYPES, ['ownerIds', owner?.id]], page: { pageSize: '1' } },
      { path: DETAILS, filter: [['responderIds', responder?.id]], page: { pageSize: '1' } },
      { path: DETAILS, filter: [['channelIds', channel?.id]], page: { pageSize: '1' } },
    ]),
  );
});

function iso(milliseconds: number | null | undefined): string | null {
  return milliseconds == null ? null : new Date(milliseconds).toISOString();
}
