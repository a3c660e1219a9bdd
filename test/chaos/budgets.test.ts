/** Budgets from the client's side, over the emulated providers. */
import { onTestFinished, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { startSandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { configOver, queryOf, type SourceSettings } from '../support/gateway.ts';

async function open(
  sources: SourceSettings,
  options: SandboxOptions = {},
  overrides: Readonly<Record<string, unknown>> = { cache: { enabled: false } },
) {
  const sandbox = await startSandbox(options);
  const gateway = createGateway(configOver(sandbox, overrides, sources));
  onTestFinished(async () => {
    await gateway.dispose();
    await sandbox.close();
  });
  return { sandbox, query: queryOf(gateway) };
}

interface Shown {
  readonly source: { readonly budgets: readonly Readonly<Record<string, unknown>>[] };
}
interface Listed {
  readonly conversations: {
    readonly nodes: readonly { readonly id: string }[];
    readonly sources: readonly Readonly<Record<string, unknown>>[];
  };
}

const BUDGETS = 'budgets { name limit windowSeconds remaining resetAt origin }';
const LIST = (source: string, first = 3) =>
  `{ conversations(first: ${first}, filter: { sources: ["${source}"] }) { nodes { id } sources { status reason retryAt fetchedAt } } }`;

test('a source shows its budgets, and an operation what it spent', async () => {
  const { query } = await open({ ebbot: { budgets: [{ limit: 20, windowSeconds: 60 }] } });
  const budgets = async (key: string) =>
    (await query<Shown>(`{ source(key: "${key}") { ${BUDGETS} } }`)).data.source.budgets;
  const fresh = {
    name: 'default',
    limit: 20,
    windowSeconds: 60,
    remaining: 20,
    resetAt: null,
    origin: 'DOCUMENTED',
  };
  expect(await budgets('ebbot')).toEqual([fresh]);
  expect(await budgets('xe')).toEqual([]);

  const { extensions } = await query(
    `{ conversations(first: 3, filter: { sources: ["ebbot", "xe"] }) { totalCount } }`,
    {},
    { 'switchboard-explain': '1' },
  );
  expect(extensions).toMatchObject({
    switchboard: {
      upstreamCalls: 2,
      budgets: expect.arrayContaining([
        { source: 'ebbot', name: 'default', spent: 1, waitedMs: 0 },
        { source: 'xe', name: 'default', spent: 1, waitedMs: 0 },
      ]) as unknown,
    },
  });
  const resetAt = expect.stringMatching(/^20.+Z$/) as string;
  expect(await budgets('ebbot')).toEqual([{ ...fresh, remaining: 19, resetAt }]);
  expect(await budgets('xe')).toEqual([
    { name: 'default', limit: 10_000, windowSeconds: 86_400, remaining: 9_999, resetAt, origin: 'HEADER' },
  ]);
});

test('200 clients that ask for 200 transcripts overrun no window, and each has its answer or its refusal in time', async () => {
  const windowSeconds = 3;
  const limit = 20;
  const { sandbox, query } = await open(
    { ebbot: { budgets: [{ limit, windowSeconds }] } },
    { ebbot: { limits: true, limitWindowMs: windowSeconds * 1000, sizes: { chats: 200 } } },
    { cache: { enabled: false }, limits: { operationTimeout: 5, callTimeout: 2 } },
  );
  const chats = [...sandbox.ebbot.state.chats.keys()];
  expect(chats).toHaveLength(200);
  const ask = async (nativeId: string) => {
    const began = performance.now();
    const { data, errors } = await query<{ nodeByNativeId: { transcript: object | null } | null }>(
      `query ($nativeId: String!) {
        nodeByNativeId(source: "ebbot", type: CONVERSATION, nativeId: $nativeId) { ... on Conversation { transcript { entryCount } } }
      }`,
      { nativeId },
    );
    const codes = (errors ?? []).map(({ extensions }) => extensions['code']);
    return { hasData: data.nodeByNativeId?.transcript != null, codes, took: performance.now() - began };
  };
  const answers = await Promise.all(chats.map(ask));
  const arrivals = sandbox.ebbot.requests.map(({ at }) => at);
  for (const at of arrivals) {
    const window = arrivals.filter((other) => other >= at && other < at + windowSeconds * 1000);
    expect(window.length).toBeLessThanOrEqual(limit);
  }
  expect(sandbox.ebbot.requests.filter(({ status }) => status !== 200)).toEqual([]);
  for (const { hasData, codes, took } of answers) {
    expect(hasData ? codes : [...new Set(codes)]).toEqual(hasData ? [] : ['RATE_LIMITED']);
    expect(took).toBeLessThan(6_000);
  }
  // The deadline holds one window and part of the next.
  expect(answers.filter(({ hasData }) => hasData).length).toBeGreaterThanOrEqual(limit);
});

test('a source that is limited or broken is shown as it was, and says since when', async () => {
  const { sandbox, query } = await open(
    { ebbot: { budgets: [{ limit: 1, windowSeconds: 60 }] } },
    {},
    { cache: { enabled: true, lives: { conversations: 0.05 } } },
  );
  const first = await query<Listed>(LIST('ebbot'));
  const xe = await query<Listed>(LIST('xe'));
  await new Promise((resolve) => setTimeout(resolve, 100));

  const limited = await query<Listed>(LIST('ebbot'));
  expect(limited.data.conversations.nodes).toEqual(first.data.conversations.nodes);
  const fetchedAt = first.data.conversations.sources[0]?.['fetchedAt'];
  expect(limited.data.conversations.sources).toMatchObject([{ status: 'STALE', fetchedAt }]);
  expect(limited.errors).toBeUndefined();
  // Nothing is kept of another page: refused, with the moment at which to come back.
  const other = await query<Listed>(LIST('ebbot', 90));
  expect(other.data.conversations.sources).toMatchObject([
    { status: 'RATE_LIMITED', retryAt: expect.stringMatching(/Z$/) as string },
  ]);

  sandbox.xeChat.faults.set([{ kind: 'status', status: 500 }]);
  for (let count = 0; count < 12; count += 1) {
    const broken = await query<Listed>(LIST('xe'));
    expect(broken.data.conversations.nodes).toEqual(xe.data.conversations.nodes);
    expect(broken.data.conversations.sources).toMatchObject([{ status: 'STALE' }]);
  }
  // One good call, ten that opened the breaker, and none after that.
  expect(sandbox.xeChat.requests).toHaveLength(11);
});

test('creating as often as allowed leaves reads untouched', async () => {
  const documented = ['config', 'messages', 'reply', 'files'].map((name) => ({ name, limit: 60 }));
  const { sandbox, query } = await open({ site: { budgets: [...documented, { name: 'create', limit: 2 }] } });
  const create = () =>
    query<{ createConversation: object | null }>(
      `mutation { createConversation(input: { source: "site", contact: { name: "Ada", email: "ada@example.org" }, message: { content: "Hello" } }) { userErrors { code } } }`,
    );
  const created = [await create(), await create(), await create()];
  expect(created.map(({ errors }) => errors?.[0]?.extensions['code'])).toEqual([
    undefined,
    undefined,
    'RATE_LIMITED',
  ]);
  expect(created[2]?.errors?.[0]?.extensions).toMatchObject({ outcome: 'NOT_DONE', source: 'site' });
  const { data, errors } = await query<{ inboxes: { nodes: object[] } }>(
    `{ inboxes(filter: { sources: ["site"] }) { nodes { id name } } }`,
  );
  expect([data.inboxes.nodes.length, errors]).toEqual([1, undefined]);
  const posted = sandbox.squirrelstack.requests.filter(
    ({ method, status }) => method === 'POST' && status === 429,
  );
  expect(posted).toEqual([]);
});

test('a budget that no call pays is refused at the start', async () => {
  await expect(open({ zaia: { budgets: [{ name: 'messages', limit: 5 }] } })).rejects.toThrow(
    'Source "zaia" has no budget "messages"; its budgets are: default.',
  );
});
