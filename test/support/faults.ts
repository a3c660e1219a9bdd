/** Ways in which a provider of the sandbox fails, switched on and off by a test. */
import type { MiddlewareHandler } from 'hono';
import { hang } from '../../src/sandbox/shared/hang.ts';

export type FaultName =
  | 'html'
  | 'broken JSON'
  | 'wrong shape'
  | 'null'
  | 'rows without id'
  | '400'
  | '401'
  | '403'
  | '404'
  | '429'
  | '500'
  | '503'
  | 'redirect'
  | 'slow';

type Fault = (context: Parameters<MiddlewareHandler>[0]) => Response | Promise<Response>;

/** What a provider answers instead of its own reply. Each holds words that no client of the gateway may read. */
export const FAULTS: Readonly<Record<FaultName, Fault>> = {
  html: (context) => context.html('<h1>LEAK http://internal.example:8080</h1>'),
  'broken JSON': (context) => context.body('{"data":[LEAK', 200, { 'content-type': 'application/json' }),
  'wrong shape': (context) => context.json({ LEAK: 'http://internal.example:8080' }),
  null: (context) => context.json(null),
  'rows without id': (context) => context.json({ data: [{ LEAK: 1 }], total: 1 }),
  400: (context) => context.json({ error: 'LEAK' }, 400),
  401: (context) => context.json({ error: 'LEAK' }, 401),
  403: (context) => context.json({ error: 'LEAK' }, 403),
  404: (context) => context.json({ error: 'LEAK' }, 404),
  429: (context) => context.json({ error: 'LEAK' }, 429, { 'Retry-After': '30' }),
  500: (context) => context.json({ error: 'LEAK', stack: 'at LEAK (/srv/app.js:1:1)' }, 500),
  503: (context) => context.html('LEAK', 503),
  redirect: (context) => context.redirect('http://internal.example:8080/LEAK'),
  slow: (context) => hang(context),
};

export interface FaultSwitch {
  /** The fault shown now, and for which paths; undefined shows none. */
  fault: FaultName | undefined;
  paths: RegExp;
  readonly middleware: MiddlewareHandler[];
}

export function faultSwitch(): FaultSwitch {
  const state: FaultSwitch = {
    fault: undefined,
    paths: /./,
    middleware: [
      (context, next) =>
        state.fault === undefined || !state.paths.test(context.req.path)
          ? next()
          : Promise.resolve(FAULTS[state.fault](context)),
    ],
  };
  return state;
}
