/** GraphiQL, wholly from this process: the page loads nothing from anywhere else. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FetchAPI } from 'graphql-yoga';
import { tabs } from './graphiql-tabs.ts';

/** Answers a request for the page. */
export type GraphiqlPage = (request: Request, Response: FetchAPI['Response']) => Promise<Response>;

/**
 * GraphiQL leaves tabs that were never dragged a shift, and its style sheet hides that only until a tab has the focus:
 * pressed, the tab jumps from under the pointer, and the click is lost. Dragging still reorders tabs without it.
 */
const TABS_STAY = '.graphiql-tab { transform: none !important; }';

interface Page {
  readonly gzipped: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly policy: string;
}

/** The page is 9 MB of HTML: it is rendered at the first request, and only its compressed form is kept. */
export function graphiqlPage(): GraphiqlPage {
  let page: Promise<Page> | undefined;
  return async (request, Response) => {
    const { gzipped, etag, policy } = await (page ??= render());
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      vary: 'accept, accept-encoding',
      etag,
    };
    if (request.headers.get('if-none-match')?.includes(etag))
      return new Response(null, { status: 304, headers });
    if (/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
      return new Response(gzipped, { headers: { ...headers, 'content-encoding': 'gzip' } });
    }
    return new Response(await promisify(gunzip)(gzipped), { headers });
  };
}

async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Switchboard',
    defaultTabs: tabs.map((query) => ({ query })),
    additionalHeaders: { 'switchboard-explain': '1' },
    shouldPersistHeaders: false,
  }).replace('</head>', `<style>${TABS_STAY}</style></head>`);
  const etag = `W/"${createHash('sha256').update(html).digest('base64url')}"`;
  return { gzipped: await promisify(gzip)(html), etag, policy: policyFor(html) };
}

/** Only the page's own script may run, and it may talk to this server alone. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
