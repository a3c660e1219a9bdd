/** The four products with a secret in every place that clients must not see: keys, base paths, headers of replies, bodies of failing ones. */
import { Hono } from 'hono';
import type { SandboxEnv } from '../../src/sandbox/shared/env.ts';
import { createEbbotApp } from '../../src/sandbox/ebbot/app.ts';
import { listen } from '../../src/sandbox/shared/listen.ts';
import { createSquirrelStackApp } from '../../src/sandbox/squirrelstack/app.ts';
import { createXeChatApp } from '../../src/sandbox/xe-chat/app.ts';
import { createZaiaApp } from '../../src/sandbox/zaia/app.ts';
import { CANARIES } from './canaries.ts';

type Fault = () => Response;

const json = { 'content-type': 'application/json' };
const told = JSON.stringify({
  error: CANARIES.errorBody,
  message: CANARIES.errorBody,
  errors: [{ entity: 'base', index: 0, message: CANARIES.errorBody }],
  stack: `at ${CANARIES.errorBody} (http://127.0.0.1/${CANARIES.basePath})`,
});
const coded = (status: number) => (): Response =>
  new Response(told, {
    status,
    headers: { ...json, 'retry-after': '1', 'www-authenticate': CANARIES.replyHeader },
  });

/** Ways in which a reply fails that holds what nobody may see. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 408, 409, 410, 418, 422, 429, 500, 502, 503].map((status) => [
      status,
      coded(status),
    ]),
  ),
  html: () => new Response(`<h1>${CANARIES.errorBody}</h1>`, { headers: { 'content-type': 'text/html' } }),
  'broken JSON': () => new Response(`{"data":[{"id":"${CANARIES.errorBody}`, { headers: json }),
  'wrong shape': () => new Response(told, { headers: json }),
  'a bare text': () => new Response(JSON.stringify(CANARIES.errorBody), { headers: json }),
  'not UTF-8': () =>
    new Response(Buffer.concat([Buffer.from(`["${CANARIES.errorBody}`), Buffer.from([0xff, 0xfe])]), {
      headers: json,
    }),
  'an encoding not asked for': () => new Response(told, { headers: { ...json, 'content-encoding': 'zstd' } }),
  redirect: () =>
    new Response(told, {
      status: 302,
      headers: { location: `http://127.0.0.1:9/${CANARIES.errorBody}?k=${CANARIES.xeKey}` },
    }),
};

export interface CanaryUpstreams {
  /** For a configuration. */
  readonly sources: readonly object[];
  readonly apps: ReturnType<typeof createApps>;
  /** What is answered instead of the products' own replies; undefined for those. */
  fault: Fault | undefined;
  close(): Promise<void>;
}

function createApps() {
  return {
    xe: createXeChatApp({ credential: CANARIES.xeKey, limits: false, sizes: { conversations: 6 } }),
    site: createSquirrelStackApp({
      credential: CANARIES.siteKey,
      limits: false,
      conversationToken: () => CANARIES.conversationToken,
      // It repeats the conversation's tokens in every message.
      reshape: ({ path, body }) => {
        const [, visitorToken] = /([^/]+)\/messages$/.exec(path) ?? [];
        if (visitorToken === undefined || !Array.isArray(body)) return body;
        return body.map((row: object) => ({
          ...row,
          visitor_token: visitorToken,
          conversation_token: CANARIES.conversationToken,
          link: `https://shop.example/${visitorToken}`,
        }));
      },
    }),
    ebbot: createEbbotApp({ credential: CANARIES.ebbotKey, limits: false, sizes: { chats: 4 } }),
    zaia: createZaiaApp({ credential: CANARIES.zaiaKey, sizes: { chats: 4 } }),
    callers: createXeChatApp({ credential: CANARIES.callerKey, limits: false, sizes: { conversations: 3 } }),
  };
}

const PATHS = { xe: '/v1/chat', site: '/api/v1/chat', ebbot: '', zaia: '', callers: '/v1/chat' };

export async function startCanaryUpstreams(): Promise<CanaryUpstreams> {
  const apps = createApps();
  const { state: rows } = apps.site;
  const conversation = rows.addConversation({
    visitorToken: CANARIES.visitorToken,
    conversationToken: CANARIES.conversationToken,
    name: 'Jane Doe',
    email: 'jane@shop.example',
  });
  rows.addMessage(conversation, {
    direction: 'inbound',
    body: 'Hello',
    timestamp: Date.now(),
    author: 'Jane Doe',
  });
  const state: { fault: Fault | undefined } = { fault: undefined };
  const names = Object.keys(apps) as (keyof typeof apps)[];
  const servers = await Promise.all(
    names.map((name) => {
      const front = new Hono<SandboxEnv>();
      front.all('*', async (context) => {
        const { fault } = state;
        const url = new URL(context.req.url);
        url.pathname = url.pathname.replace(`/${CANARIES.basePath}`, '');
        const reply =
          fault?.() ?? (await apps[name].app.fetch(new Request(url, context.req.raw), context.env));
        if (reply.headers.has('x-hono-already-sent')) return reply;
        const headers = new Headers(reply.headers);
        headers.set('x-canary', CANARIES.replyHeader);
        headers.set('server', CANARIES.replyHeader);
        headers.set('set-cookie', `session=${CANARIES.replyHeader}`);
        headers.set('x-request-id', CANARIES.replyHeader);
        return new Response(reply.body, { status: reply.status, headers });
      });
      return listen(front);
    }),
  );
  const baseUrl = (name: keyof typeof apps) =>
    `${servers[names.indexOf(name)]?.origin ?? ''}/${CANARIES.basePath}${PATHS[name]}`;
  const ample = (...budgets: string[]) => budgets.map((name) => ({ name, limit: 100_000 }));
  return {
    apps,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    sources: [
      { key: 'xe', provider: 'xe-chat', baseUrl: baseUrl('xe'), apiKey: CANARIES.xeKey },
      {
        key: 'site',
        provider: 'squirrelstack',
        baseUrl: baseUrl('site'),
        siteKey: CANARIES.siteKey,
        budgets: ample('config', 'create', 'messages', 'reply', 'files'),
      },
      {
        key: 'ebbot',
        provider: 'ebbot',
        baseUrl: baseUrl('ebbot'),
        apiKey: CANARIES.ebbotKey,
        budgets: ample('default'),
      },
      { key: 'zaia', provider: 'zaia', baseUrl: baseUrl('zaia'), apiKey: CANARIES.zaiaKey },
      {
        key: 'callers',
        provider: 'xe-chat',
        baseUrl: baseUrl('callers'),
        credential: 'caller',
        header: 'x-xe-key',
      },
    ],
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

const LIMITS = {
  firstShare: 1,
  readRetries: 0,
  callTimeout: 0.4,
  operationTimeout: 5,
  cost: 100_000,
  breakerOpen: 0.1,
  aliases: 1000,
  fields: 20_000,
  tokens: 50_000,
};

export function configurationOver({ sources }: CanaryUpstreams, overrides: object = {}) {
  return {
    secret: CANARIES.gatewaySecret,
    auth: { apiKeys: [{ name: 'tester', key: CANARIES.bearer, scopes: ['*'] }] },
    cache: { enabled: false },
    limits: LIMITS,
    sources,
    logging: { level: 'trace' },
    ...overrides,
  };
}
