import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { createSquirrelStackApp, createXeChatApp } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { CUTS, DONE, startCuttingServer, type Fate } from '../support/cutting-server.ts';
import { queryOf, TEST_SECRET, type Query } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate } from '../support/mutate.ts';

const SENDS = 500;
const CONVERSATIONS = 5;
const AT_ONCE = 40;
/** Milliseconds that a client waits before each further try; then it leaves it at that. */
const PAUSES = [400, 800];

/** The same every time, whatever the order in which it is asked. */
function randomFates(): () => Fate {
  let state = 20260331;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const share = state / 2 ** 32;
    return share < 0.5 ? 'answered' : (CUTS[Math.floor((share - 0.5) * 2 * CUTS.length)] ?? 'answered');
  };
}

interface Send {
  readonly key: string;
  readonly conversationId: string;
  readonly content: string;
  /** Where it goes, and what it says: equal for those that cannot be told apart. */
  readonly alike: string;
}

interface Told {
  readonly send: Send;
  readonly outcome: 'success' | 'UNKNOWN' | 'NOT_DONE';
  readonly messageId: string | undefined;
}

/** Every fifth text is one of a few that others send too. */
function sendAt(index: number, conversationId: (index: number) => string): Send {
  const id = conversationId(index);
  const content = index % 5 === 0 ? `Equal ${String((index / 5) % 4)}` : `Text ${String(index)}`;
  return { key: `key ${String(index)}`, conversationId: id, content, alike: JSON.stringify([id, content]) };
}

/** A client: tries under one key until it is told that it was done, or gives up. */
async function client(query: Query, send: Send): Promise<Told> {
  let outcome: Told['outcome'] = 'NOT_DONE';
  for (const pause of [0, ...PAUSES]) {
    await sleep(pause);
    const { conversationId, content, key } = send;
    const input = { conversationId, content, idempotencyKey: key };
    const { payload, answer } = await mutate<{ message: { id: string } | null }>(
      query,
      'sendMessage',
      input,
      'message { id }',
    );
    if (payload !== null) {
      expect(payload.userErrors).toEqual([]);
      return { send, outcome: 'success', messageId: payload.message?.id };
    }
    const told = answer.errors?.[0]?.extensions['outcome'];
    if (told !== 'UNKNOWN' && told !== 'NOT_DONE') throw new Error(`No outcome: ${JSON.stringify(answer)}`);
    outcome = told;
  }
  return { send, outcome, messageId: undefined };
}

async function all(sends: readonly Send[], query: Query): Promise<Told[]> {
  const waiting = [...sends];
  const told: Told[] = [];
  const work = async () => {
    for (let send = waiting.shift(); send !== undefined; send = waiting.shift())
      told.push(await client(query, send));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

/** How often each text stands in each conversation, by `alike`. */
function countAlike(
  texts: Iterable<readonly [conversationId: string, content: string]>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const alike = JSON.stringify(text);
    counts.set(alike, (counts.get(alike) ?? 0) + 1);
  }
  return counts;
}

const PROVIDERS = {
  'Xe Chat': {
    source: 'xe',
    conversationId: (index: number) => globalId('Conversation', 'xe', String(1024 + (index % CONVERSATIONS))),
    start() {
      const provider = createXeChatApp({ sizes: { conversations: 20, contacts: 10 }, limits: false });
      const written = () =>
        [...provider.state.messages].flatMap(([id, messages]) =>
          messages.map(({ content }) => [globalId('Conversation', 'xe', String(id)), content] as const),
        );
      const source = { provider: 'xe-chat', path: '/v1/chat', apiKey: provider.settings.credential };
      return { provider, written, source };
    },
  },
  SquirrelStack: {
    source: 'site',
    conversationId: (index: number) =>
      globalId('Conversation', 'site', new Secret(`demo-visitor-${String(1 + (index % CONVERSATIONS))}`)),
    start() {
      const provider = createSquirrelStackApp({ limits: false });
      const written = () =>
        [...provider.state.conversations].flatMap(([token, { messages }]) =>
          messages.map(({ body }) => [globalId('Conversation', 'site', new Secret(token)), body] as const),
        );
      const source = {
        provider: 'squirrelstack',
        path: '/api/v1/chat',
        siteKey: provider.settings.credential,
        budgets: ['messages', 'reply'].map((name) => ({ name, limit: 1_000_000 })),
      };
      return { provider, written, source };
    },
  },
};

test.each(Object.entries(PROVIDERS))(
  '500 sends to %s while connections are cut: none twice, each success there once',
  async (_name, { source: key, conversationId, ...at }) => {
    const { provider, written, source } = at.start();
    const server = await startCuttingServer(provider, randomFates());
    const { path, ...settings } = source;
    const gateway = createGateway(
      configFrom({
        secret: TEST_SECRET,
        logging: { level: 'silent' },
        // Half of all calls fail here, which is no reason to leave the source alone.
        limits: { breakerOpen: 0.1 },
        sources: [{ key, baseUrl: server.origin + path, ...settings }],
      }),
    );
    onTestFinished(() => gateway.dispose());

    const before = countAlike(written());
    const sends = Array.from({ length: SENDS }, (_, index) => sendAt(index, conversationId));
    const told = await all(sends, queryOf(gateway));
    await server.settled();
    const after = countAlike(written());

    expect(told).toHaveLength(SENDS);
    for (const [alike, group] of Map.groupBy(told, ({ send }) => send.alike)) {
      const added = (after.get(alike) ?? 0) - (before.get(alike) ?? 0);
      const successes = group.filter(({ outcome }) => outcome === 'success').length;
      const unknown = group.filter(({ outcome }) => outcome === 'UNKNOWN').length;
      expect(added, alike).toBeGreaterThanOrEqual(successes);
      expect(added, alike).toBeLessThanOrEqual(successes + unknown);
    }
    const ids = told.flatMap(({ messageId }) => messageId ?? []);
    expect(new Set(ids).size).toBe(ids.length);

    // The story was one: every fate befell some, and reading back told of most that were done.
    const fates = Map.groupBy(server.writes, ({ fate }) => fate);
    for (const fate of CUTS) expect(fates.get(fate)?.length, fate).toBeGreaterThan(10);
    const done = server.writes.filter(({ fate }) => DONE.has(fate)).length;
    const successes = told.filter(({ outcome }) => outcome === 'success').length;
    expect(successes).toBeLessThanOrEqual(done);
    expect(successes).toBeGreaterThan(done * 0.8);
  },
  60_000,
);
