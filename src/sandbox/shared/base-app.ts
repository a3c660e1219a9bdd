import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { createFaults, type Faults } from '../faults/faults.ts';
import type { SandboxEnv } from './env.ts';
import { Refusal } from './refusal.ts';
import { recordRequests, RequestLog } from './requests.ts';
import type { CommonSettings, StartOptions } from './settings.ts';

export interface BaseApp {
  app: Hono<SandboxEnv>;
  requests: RequestLog;
  faults: Faults;
}

/** A Hono app with what all four providers share: faults, the log, injected middleware, latency, reshaping. */
export function createBaseApp(settings: CommonSettings, options: StartOptions): BaseApp {
  const requests = new RequestLog();
  const faults = createFaults();
  const app = new Hono<SandboxEnv>();
  app.use(faults.admin, recordRequests(requests, { now: () => settings.now() }), faults.middleware);
  for (const middleware of options.middleware ?? []) app.use(middleware);
  app.use(latency(settings), reshape(settings));
  app.onError((error, context) =>
    error instanceof Refusal
      ? context.json(error.body, error.status, error.headers)
      : context.json({ error: 'Internal Server Error', message: error.message }, 500),
  );
  return { app, requests, faults };
}

function latency(settings: CommonSettings): MiddlewareHandler {
  return async (context, next) => {
    const ms = typeof settings.latencyMs === 'function' ? settings.latencyMs() : settings.latencyMs;
    if (ms > 0) await sleep(ms, undefined, { signal: context.req.raw.signal });
    await next();
  };
}

function reshape(settings: CommonSettings): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { res } = context;
    if (settings.reshape === undefined || res.headers.get('content-type') !== 'application/json') return;
    const { method, path } = context.req;
    const body: unknown = await res.json();
    const changed = settings.reshape({ method, path, status: res.status, body });
    context.res = new Response(JSON.stringify(changed), res);
  };
}
