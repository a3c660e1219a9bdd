/** Mixed load while one call in ten fails at random: every answer is data or a coded error, and nothing is left behind. */
import { expect, onTestFinished, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { faultKinds, startSandbox } from '../../src/sandbox/index.ts';
import { configOver, queryOf } from '../support/gateway.ts';
import { PATIENCE } from '../upstream/source.ts';

const CLIENTS = 8;
const TURNS = 15;
const EXPECTED = new Set([
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'OUTCOME_UNKNOWN',
  // A list whose rows all come from failing sources.
  'UPSTREAM_UNAUTHORIZED',
]);

const OPERATIONS = [
  '{ conversations(first: 10) { nodes { id contact { name } } sources { status } } }',
  '{ conversations(first: 3) { nodes { id transcript { entryCount } } } }',
  '{ contacts(first: 10) { nodes { id email } } agents { nodes { id } } }',
  '{ inboxes { nodes { id name } sources { status } } }',
  'mutation { createContact(input: { source: "xe", name: "Load" }) { contact { id } userErrors { code } } }',
];

test('a storm of faults stays small', async () => {
  const unhandled: unknown[] = [];
  const listener = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', listener);
  onTestFinished(() => void process.off('unhandledRejection', listener));

  const sandbox = await startSandbox({ squirrelstack: { limits: false } });
  const { xeChat, squirrelstack, ebbot, zaia } = sandbox;
  const providers = [xeChat, squirrelstack, ebbot, zaia];
  for (const [index, { faults }] of providers.entries()) {
    const probability = 0.1 / faultKinds.length;
    faults.set(
      faultKinds.map((kind) => ({ kind, probability, retryAfter: 0, milliseconds: 50 })),
      index + 1,
    );
  }
  const gateway = createGateway(
    configOver(sandbox, {
      cache: { enabled: false },
      limits: { callTimeout: 0.3, operationTimeout: 3, readRetries: 2, breakerOpen: 0.2 },
    }),
  );
  const query = queryOf(gateway);
  const codes: unknown[] = [];
  const statuses = new Set<number>();
  const client = async (index: number) => {
    for (let turn = index; turn < index + TURNS; turn += 1) {
      const { status, errors } = await query(OPERATIONS[turn % OPERATIONS.length] ?? '');
      statuses.add(status);
      codes.push(...(errors ?? []).map(({ extensions }) => extensions['code']));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));

  expect(providers.reduce((sum, { faults }) => sum + faults.hits, 0)).toBeGreaterThan(20);
  expect([...statuses]).toEqual([200]);
  expect(codes.filter((code) => !EXPECTED.has(code as string))).toEqual([]);
  for (const { faults } of providers) faults.set([]);
  // The breakers have closed again, and every source answers.
  await expect
    .poll(async () => {
      const { data } = await query<{ conversations: { sources: { status: string }[] } }>(
        '{ conversations(first: 3) { sources { status } } }',
      );
      return data.conversations.sources.map(({ status }) => status);
    }, PATIENCE)
    .toEqual(['OK', 'SKIPPED', 'OK', 'OK']);
  await gateway.dispose();
  await sandbox.close();
  expect(unhandled).toEqual([]);
});
