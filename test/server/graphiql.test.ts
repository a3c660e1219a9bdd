import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { tabs } from '../../src/server/graphiql-tabs.ts';
import { smallServer } from './small-server.ts';

const server = smallServer();
const page = (headers: Record<string, string> = {}) =>
  server.fetch(new Request('http://127.0.0.1/graphql', { headers: { accept: 'text/html', ...headers } }));

test('a browser is given the page, compressed', async () => {
  const response = await page({ 'accept-encoding': 'gzip, br' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  const body = Buffer.from(await response.arrayBuffer());
  expect(body.length).toBeLessThan(3_000_000);
  const html = gunzipSync(body).toString();
  expect(html).toContain('<title>Switchboard</title>');
  expect(html).toContain(JSON.stringify(tabs[0]));
  expect(await (await page()).text()).toBe(html);
});

test('what the browser has is not sent again', async () => {
  const etag = (await page()).headers.get('etag') ?? '';
  const again = await page({ 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await page({ 'if-none-match': '"other"' })).status).toBe(200);
});

test('the page may run its own script alone, and talk to its own server alone', async () => {
  const policy = (await page()).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; /);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
});

test('a query from a browser’s address bar is not mistaken for the page’s data', async () => {
  const response = await page({ accept: 'application/json', 'graphql-require-preflight': '1' });
  expect(response.headers.get('content-type')).toContain('application/json');
});

test.each(tabs.map((query, index) => [index + 1, query] as const))('tab %i is valid', async (_, query) => {
  const folder = new URL('../../schema/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  const sdl = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
  expect(validate(buildSchema(sdl.join('\n')), parse(query))).toEqual([]);
});
