/** Several accounts at each product, behind one address each: a request's credential says whose rows it sees. */
import { Hono } from 'hono';
import { configFrom } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { createEbbotApp } from '../../src/sandbox/ebbot/app.ts';
import type { SandboxEnv } from '../../src/sandbox/shared/env.ts';
import { listen } from '../../src/sandbox/shared/listen.ts';
import type { RequestLog, SandboxRequest } from '../../src/sandbox/shared/requests.ts';
import type { Reply } from '../../src/sandbox/shared/settings.ts';
import { createSquirrelStackApp } from '../../src/sandbox/squirrelstack/app.ts';
import { createXeChatApp } from '../../src/sandbox/xe-chat/app.ts';
import { createZaiaApp } from '../../src/sandbox/zaia/app.ts';
import { queryOf, TEST_SECRET, type Query } from '../support/gateway.ts';

/** Where the sources of the gateway look for a caller's key; `site` and `zaia` share one. */
export const HEADERS = { xe: 'x-xe-key', ebbot: 'x-ebbot-key', site: 'x-chat-key', zaia: 'x-chat-key' };

export interface Accounts {
  readonly gateway: Gateway;
  /** Sends as one owner. */
  as(owner: string): Query;
  /** The headers that bring an owner's keys. */
  keysOf(owner: string): Record<keyof typeof HEADERS, string>;
  readonly headersOf: (owner: string) => Record<string, string>;
  /** What an owner's account was asked. */
  requestsOf(owner: string): SandboxRequest[];
  /** Forgets them. */
  clear(owner: string): void;
  close(): Promise<void>;
}

interface Account {
  readonly app: Hono<SandboxEnv>;
  readonly requests: RequestLog;
}

/** All accounts of a product have the same rows under the same ids; only the mark of their owner is in every text. */
export async function startAccounts(owners: readonly string[], overrides: object = {}): Promise<Accounts> {
  const moment = Date.now();
  const accounts = owners.map((owner) => {
    const keys = keysOf(owner);
    const common = { reshape: marking(owner), now: () => moment, limits: false };
    return {
      xe: createXeChatApp({ ...common, credential: keys.xe, sizes: { conversations: 12 } }),
      ebbot: createEbbotApp({ ...common, credential: keys.ebbot, sizes: { chats: 6 } }),
      site: createSquirrelStackApp({ ...common, limits: false, credential: keys.site }),
      zaia: createZaiaApp({ ...common, credential: keys.zaia, sizes: { chats: 6 } }),
    };
  });
  const serve = async (key: keyof typeof HEADERS, presents: (headers: Headers) => string | null) => {
    const byKey = new Map<string, Account>(
      owners.map((owner, index) => {
        const account = accounts[index];
        if (account === undefined) throw new Error('Every owner has accounts.');
        return [keysOf(owner)[key], account[key]];
      }),
    );
    const front = new Hono<SandboxEnv>();
    front.all('*', (context) => {
      const account = byKey.get(presents(context.req.raw.headers) ?? '');
      return account === undefined ? context.json({}, 401) : account.app.fetch(context.req.raw);
    });
    return listen(front);
  };
  const servers = {
    xe: await serve('xe', (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? null),
    ebbot: await serve('ebbot', (headers) => headers.get('x-api-key')),
    site: await serve('site', (headers) => headers.get('x-api-key')),
    zaia: await serve('zaia', (headers) => headers.get('authorization')),
  };
  const source = (key: keyof typeof HEADERS, provider: string, path = '') => {
    const ample = key === 'site' ? ['config', 'create', 'messages', 'reply', 'files'] : ['default'];
    const budgets = ample.map((name) => ({ name, limit: 100_000 }));
    const baseUrl = servers[key].origin + path;
    return { key, provider, baseUrl, credential: 'caller', header: HEADERS[key], budgets };
  };
  const gateway = createGateway(
    configFrom({
      secret: TEST_SECRET,
      logging: { level: 'silent' },
      sources: [
        source('xe', 'xe-chat', '/v1/chat'),
        source('ebbot', 'ebbot'),
        source('site', 'squirrelstack', '/api/v1/chat'),
        source('zaia', 'zaia'),
      ],
      ...overrides,
    }),
  );
  const query = queryOf(gateway);
  const logsOf = (owner: string): RequestLog[] =>
    Object.values(accounts[owners.indexOf(owner)] ?? {}).map(({ requests }: Account) => requests);
  return {
    gateway,
    keysOf,
    headersOf,
    as: (owner) => (document, variables, headers) =>
      query(document, variables, { ...headersOf(owner), ...headers }),
    requestsOf: (owner) => logsOf(owner).flatMap((requests) => [...requests]),
    clear(owner) {
      for (const requests of logsOf(owner)) requests.clear();
    },
    async close() {
      await gateway.dispose();
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}

function keysOf(owner: string) {
  return { xe: `xbk_live_${owner}`, ebbot: `pub.${owner}`, site: `key-${owner}`, zaia: `key-${owner}` };
}

function headersOf(owner: string): Record<string, string> {
  const keys = keysOf(owner);
  return { [HEADERS.xe]: keys.xe, [HEADERS.ebbot]: keys.ebbot, [HEADERS.site]: keys.site };
}

const TEXTS = /(?:name|email|content|text|body|title|greeting|message|author|language)$/i;

/** `Alice Smith` becomes `Alice Smith <mark>`. */
function marking(mark: string) {
  const marked = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return TEXTS.test(key) ? `${value} <${mark}>` : value;
    if (Array.isArray(value)) return value.map((item: unknown) => marked(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, name)]));
  };
  return ({ body }: Reply) => marked(body);
}
