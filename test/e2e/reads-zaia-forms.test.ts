/** Zaia's lists in every envelope, and its key in either scheme. */
import { expect, test } from 'vitest';
import type { ZaiaOptions } from '../../src/sandbox/index.ts';
import { startRig } from '../support/gateway.ts';

const QUERY = `query ($filter: ConversationFilter) {
  conversations(first: 4, filter: $filter) {
    totalCount pageInfo { hasNextPage }
    nodes { nativeId title contact { name } }
    sources { status reason }
  }
}`;

test.each<ZaiaOptions>([
  { envelope: 'array' },
  { envelope: 'data' },
  { envelope: 'items' },
  { envelope: 'results', totals: false },
])('a list reads alike in the form %j', async (zaia) => {
  const rig = await startRig({ zaia: { ...zaia, sizes: { chats: 30 } } }, { cache: { enabled: false } });
  const chats = [...rig.sandbox.zaia.state.chats.values()];
  for (const filter of [
    { sources: ['zaia'] },
    { sources: ['zaia'], lastActivity: { to: '2090-01-01T00:00:00Z' } },
  ]) {
    const { data, errors } = await rig.query(QUERY, { filter });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      conversations: {
        totalCount: zaia.envelope === 'array' || zaia.totals === false ? null : 30,
        pageInfo: { hasNextPage: true },
        nodes: chats.slice(0, 4).map(({ id, title, ownerId }) => ({
          nativeId: id,
          title,
          contact: { name: rig.sandbox.zaia.state.owners.get(ownerId)?.name },
        })),
        sources: [{ status: 'OK', reason: null }],
      },
    });
  }
  await rig.close();
});

test.each([
  ['none', (key: string) => key],
  ['bearer', (key: string) => `Bearer ${key}`],
] as const)('the key with the scheme %s', async (authScheme, header) => {
  const rig = await startRig({ zaia: { authScheme } }, {}, { zaia: { authScheme } });
  await rig.query(QUERY, { filter: { sources: ['zaia'] } });
  const { requests, credential } = rig.sandbox.zaia;
  expect(requests.map(({ headers }) => headers['authorization'])).toEqual([header(credential)]);
  await rig.close();
});
