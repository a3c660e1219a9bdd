import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ squirrelstack: { limits: false } }, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const TYPES = ['CONVERSATION', 'CONTACT', 'AGENT', 'INBOX'] as const;
type Type = (typeof TYPES)[number];
/** What a provider cannot look up. */
const UNSUPPORTED = ['site CONTACT', 'site AGENT', 'ebbot CONTACT', 'ebbot AGENT', 'ebbot INBOX'];

const cases = ['xe', 'site', 'ebbot', 'zaia'].flatMap((source) =>
  TYPES.map((type) => [source, type] as const),
);
const supported = cases.filter(([source, type]) => !UNSUPPORTED.includes(`${source} ${type}`));

const find = (source: string, type: Type, nativeId: string) =>
  rig.query<{ nodeByNativeId: { id: string; __typename: string; nativeId: string | null } | null }>(
    `query ($source: String!, $type: NodeType!, $nativeId: String!) {
      nodeByNativeId(source: $source, type: $type, nativeId: $nativeId) {
        id __typename
        ... on Conversation { nativeId }
        ... on Contact { nativeId }
        ... on Agent { nativeId }
        ... on Inbox { nativeId }
      }
    }`,
    { source, type, nativeId },
  );

/** A native id that exists. */
function known(source: string, type: Type): string {
  const { ebbot, zaia } = rig.sandbox;
  const [chat] = zaia.state.chats.values();
  const nativeIds: Record<string, string | null | undefined> = {
    'xe CONVERSATION': '1024',
    'xe CONTACT': '55',
    'xe AGENT': '7',
    'xe INBOX': '3',
    'site CONVERSATION': 'demo-visitor-1',
    'site INBOX': 'widget',
    'ebbot CONVERSATION': [...ebbot.state.chats.keys()][0],
    'zaia CONVERSATION': chat?.id,
    'zaia CONTACT': chat?.ownerId,
    'zaia AGENT': chat?.responders.at(-1)?.responderId,
    'zaia INBOX': chat?.channelId,
  };
  return nativeIds[`${source} ${type}`] ?? '';
}

test.each(supported)('%s: a %s is found, and again by its id', async (source, type) => {
  const nativeId = known(source, type);
  const { data, errors } = await find(source, type, nativeId);
  expect(errors).toBeUndefined();
  const isSecret = source === 'site' && type === 'CONVERSATION';
  expect(data.nodeByNativeId?.nativeId).toBe(isSecret ? null : nativeId);
  const again = await rig.query(`query ($id: ID!) { node(id: $id) { id __typename } }`, {
    id: data.nodeByNativeId?.id,
  });
  expect(again.data).toEqual({
    node: { id: data.nodeByNativeId?.id, __typename: data.nodeByNativeId?.__typename },
  });
});

const WEIRD = [
  '999999999',
  '00000000-0000-4000-8000-000000000000',
  'a/b',
  '../contacts/55',
  '.',
  '..',
  '%2e%2e',
  'a?b=c#d',
  '',
  ' ',
  'ünïcödé 漢字 🐿',
  '\ud800',
  'a\u0000b',
  'a\r\nX-Injected: 1',
  '"quoted"',
  'x'.repeat(5000),
];

test.each(supported)('%s: a %s that does not exist is null, however weird its id', async (source, type) => {
  for (const nativeId of WEIRD) {
    const { data, errors, status } = await find(source, type, nativeId);
    expect(errors, JSON.stringify(nativeId)).toBeUndefined();
    expect(data, JSON.stringify(nativeId)).toEqual({ nodeByNativeId: null });
    expect(status).toBe(200);
  }
  // None of them reached another path than its own.
  const paths = {
    xe: /^GET \/v1\/chat\/(conversations|contacts)\/[^/?]+$|^GET \/v1\/chat\/(agents|inboxes)$/,
  };
  if (source === 'xe') for (const call of rig.calls()) expect(call).toMatch(paths.xe);
});

test.each(cases.filter((pair) => !supported.includes(pair)))(
  '%s: a %s is UNSUPPORTED',
  async (source, type) => {
    const { data, errors } = await find(source, type, '1');
    expect(data).toEqual({ nodeByNativeId: null });
    expect(errors).toMatchObject([{ path: ['nodeByNativeId'], extensions: { code: 'UNSUPPORTED', source } }]);
    expect(rig.calls()).toEqual([]);
  },
);

test('an unknown source is BAD_USER_INPUT', async () => {
  const { data, errors } = await find('elsewhere', 'CONTACT', '1');
  expect(data).toEqual({ nodeByNativeId: null });
  expect(errors).toMatchObject([{ path: ['nodeByNativeId'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a global id is no native id', async () => {
  const { data } = await find('xe', 'CONVERSATION', '1024');
  expect((await find('xe', 'CONVERSATION', data.nodeByNativeId?.id ?? '')).data.nodeByNativeId).toBeNull();
});
