import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createGateway } from '../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from './support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

test('conversations of three products come merged, latest activity first', async () => {
  const { data, errors } = await rig.query<{
    conversations: { nodes: { lastActivityAt: string; source: { provider: string } }[] };
  }>(`{
    conversations(first: 50) {
      nodes { lastActivityAt source { provider } contact { name } inbox { nativeId } assignee { name } }
    }
  }`);
  expect(errors).toBeUndefined();
  const { nodes } = data.conversations;
  const moments = nodes.map(({ lastActivityAt }) => lastActivityAt);
  expect(moments).toEqual(moments.toSorted().reverse());
  expect(new Set(nodes.map(({ source }) => source.provider))).toEqual(new Set(['XE_CHAT', 'EBBOT', 'ZAIA']));
  expect(rig.calls()).toHaveLength(3);
});

test('25 Xe conversations with what their list carries cost one call', async () => {
  const { errors } = await rig.query(`{
    conversations(first: 25, filter: { sources: ["xe"] }) {
      totalCount
      nodes { id nativeId status unreadCount contact { name email } assignee { name } inbox { nativeId } }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(rig.calls()).toEqual([expect.stringMatching(/^GET \/v1\/chat\/conversations\?page=1&limit=\d+$/)]);
});

test('what the list lacks costs a call per distinct contact and one each for inboxes and agents', async () => {
  const { data } = await rig.query<{ conversations: { nodes: { contact: { id: string } }[] } }>(`{
    conversations(first: 25, filter: { sources: ["xe"] }) {
      nodes { contact { id phone } assignee { email } inbox { name } }
    }
  }`);
  const contacts = new Set(data.conversations.nodes.map(({ contact }) => contact.id));
  expect(rig.calls()).toHaveLength(1 + contacts.size + 2);
});

test.each([
  ['behind', -365 * 86_400_000],
  ['ahead', 365 * 86_400_000],
])('a gateway whose clock is a year %s gives operations the time that they have by it', async (_, shift) => {
  let now = Date.now() + shift;
  const gateway = createGateway(configOver(rig.sandbox), { now: () => now });
  const list = '{ conversations(first: 1, filter: { sources: ["xe"] }) { sources { status } } }';
  const listed = (status: string) => ({ data: { conversations: { sources: [{ status }] } } });
  const query = queryOf(gateway);
  expect(await query(list)).toMatchObject(listed('OK'));
  now += 3_600_000;
  expect(await query(list)).toMatchObject(listed('OK'));
  now += 3_600_000;
  const { faults } = rig.sandbox.xeChat;
  faults.set([{ kind: 'hang' }]);
  const late = await query(list, {}, { 'switchboard-timeout': '0.2' });
  faults.set([]);
  expect(late).toMatchObject(listed('TIMEOUT'));
  await gateway.dispose();
});
