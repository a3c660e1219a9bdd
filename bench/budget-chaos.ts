/** Mixed load at 10 % random faults, five minutes by default. Prints what clients were told, and memory and sockets over time. */
import { configFrom } from '../src/config.ts';
import { createGateway } from '../src/gateway.ts';
import { faultKinds, startSandbox } from '../src/sandbox/index.ts';
import { post } from './budget-client.ts';

const SECONDS = Number(process.argv[2] ?? 300);
const CLIENTS = 16;

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

const sandbox = await startSandbox();
const { xeChat, squirrelstack, ebbot, zaia } = sandbox;
const providers = [xeChat, squirrelstack, ebbot, zaia];
for (const [index, { faults }] of providers.entries()) {
  const share = 0.1 / faultKinds.length;
  // Each rule sees what those before it let pass, which is nearly all.
  faults.set(
    faultKinds.map((kind) => ({ kind, probability: share, retryAfter: 1, milliseconds: 300 })),
    index + 1,
  );
}
const ample = (...names: string[]) => names.map((name) => ({ name, limit: 100_000 }));
const gateway = createGateway(
  configFrom({
    logging: { level: 'silent' },
    limits: { callTimeout: 1, operationTimeout: 5, breakerOpen: 2 },
    sources: [
      { key: 'xe', provider: 'xe-chat', baseUrl: xeChat.url, apiKey: xeChat.credential },
      {
        key: 'site',
        provider: 'squirrelstack',
        baseUrl: squirrelstack.url,
        siteKey: squirrelstack.credential,
        budgets: ample('config', 'create', 'messages', 'reply', 'files'),
      },
      {
        key: 'ebbot',
        provider: 'ebbot',
        baseUrl: ebbot.url,
        apiKey: ebbot.credential,
        budgets: ample('default'),
      },
      { key: 'zaia', provider: 'zaia', baseUrl: zaia.url, apiKey: zaia.credential },
    ],
  }),
);
squirrelstack.settings.limits = false;
xeChat.settings.dailyQuota = 10_000_000;

const OPERATIONS = [
  '{ conversations(first: 20) { nodes { id contact { name } } sources { status } } }',
  '{ conversations(first: 5) { nodes { id transcript { entryCount } } } }',
  '{ contacts(first: 20) { nodes { id email } } agents { nodes { id } } }',
  '{ inboxes { nodes { id name } sources { status } } }',
  'mutation { createContact(input: { source: "xe", name: "Load" }) { contact { id } userErrors { code } } }',
];
const answers = new Map<string, number>();
const note = (word: string) => answers.set(word, (answers.get(word) ?? 0) + 1);
const end = Date.now() + SECONDS * 1000;

async function client(index: number): Promise<void> {
  for (let turn = index; Date.now() < end; turn += 1) {
    const { errors } = await post(gateway, OPERATIONS[turn % OPERATIONS.length] ?? '');
    note('operations');
    for (const { extensions } of errors ?? []) note(extensions.code);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const memory: number[] = [];
const sample = () => {
  // With --expose-gc the figures are what is kept, not what awaits collection.
  (globalThis as { gc?: () => void }).gc?.();
  memory.push(Math.round(process.memoryUsage().heapUsed / 1024 / 1024));
};
const sampling = setInterval(sample, Math.max(1_000, (SECONDS * 1000) / 12));
await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
clearInterval(sampling);
sample();
const requests = providers.reduce((sum, { faults }) => sum + faults.hits, 0);
await gateway.dispose();
await sandbox.close();
await new Promise((resolve) => setTimeout(resolve, 200));
const sockets = process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length;
console.table({ seconds: SECONDS, ...Object.fromEntries(answers), 'faults hit': requests });
console.log('heap, MiB:', memory.join(' '));
console.log('sockets left:', sockets, '· unhandled rejections:', unhandled.length);
process.exitCode = unhandled.length === 0 && sockets === 0 && !answers.has('INTERNAL_SERVER_ERROR') ? 0 : 1;
