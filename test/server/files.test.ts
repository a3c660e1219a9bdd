import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flood } from '../support/flood.ts';
import { settled, SITE_KEY, slowClient, startFileSite, VISITOR_TOKEN } from './file-site.ts';

const megabyte = 1024 * 1024;
const patient = { timeout: 10_000 };
const bytes = randomBytes(5 * megabyte + 17);

const give: Parameters<typeof startFileSite>[0] = (response) => {
  response.writeHead(200, {
    'content-type': 'image/png',
    'content-length': bytes.length,
    'content-disposition': 'attachment; filename="photo.png"',
    'set-cookie': 'canary=1',
    server: 'canary',
  });
  response.end(bytes);
};

test('the bytes are the provider’s, over HTTP and through fetch', async () => {
  const { link, gateway, asked } = await startFileSite(give);
  const url = await link();
  for (const response of [await fetch(url), await gateway.fetch(new Request(url))]) {
    expect(response.status).toBe(200);
    expect(bytes.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="photo.png"');
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  }
  expect(asked.map(({ url }) => url)).toEqual(
    Array(2).fill(`/api/v1/chat/conversations/${VISITOR_TOKEN}/files/481/7?disposition=attachment`),
  );
  expect(asked[0]?.headers).toMatchObject({ 'x-api-key': SITE_KEY, 'accept-encoding': 'identity' });
});

test('a link says whether the file is shown', async () => {
  const { link, asked } = await startFileSite(give);
  const response = await fetch(await link('INLINE'));
  await response.arrayBuffer();
  expect(response.headers.get('content-disposition')).toBe('inline; filename="photo.png"');
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(asked[0]?.url).toContain('?disposition=inline');
});

test('HEAD is the same without the bytes', async () => {
  const { link, gateway, sockets, lines } = await startFileSite(give);
  const url = await link();
  for (const response of [
    await fetch(url, { method: 'HEAD' }),
    await gateway.fetch(new Request(url, { method: 'HEAD' })),
  ]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(await response.text()).toBe('');
  }
  // The provider's connections of GraphQL calls stay open for the next one.
  await expect.poll(sockets, patient).toBeLessThanOrEqual(1);
  await expect.poll(() => lines.filter(({ msg }) => msg === 'file'), patient).toHaveLength(2);
});

test('a range is not an error: the whole file is served', async () => {
  const { link, asked } = await startFileSite(give);
  const response = await fetch(await link(), { headers: { range: 'bytes=0-9' } });
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
  expect(response.headers.get('accept-ranges')).toBe('none');
  expect(asked[0]?.headers.range).toBeUndefined();
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
  const { link, asked } = await startFileSite(give);
  const response = await fetch(await link(), { method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(asked).toHaveLength(0);
});

test('a link with one byte changed is refused, and the provider is not asked', async () => {
  const { link, asked, gateway } = await startFileSite(give);
  const url = new URL(await link());
  const begin = '/files/'.length;
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: begin, max: url.pathname.length - 1 }), visible, async (at, other) => {
      const changed = url.pathname.slice(0, at) + other + url.pathname.slice(at + 1);
      fc.pre(changed !== url.pathname && other !== '?' && other !== '#');
      const response = await gateway.fetch(new Request(url.origin + changed));
      expect(response.status).toBe(404);
    }),
    { numRuns: 200 },
  );
  expect(asked).toHaveLength(0);
});

test.each(['/files/', '/files/a/b', '/files/%00', '/files/nothing?x=1', '/files/..%2f..%2fgraphql'])(
  '%s is no link',
  async (path) => {
    const { origin } = await startFileSite(give);
    const response = await fetch(origin + path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe('This is no link to a file.\n');
  },
);

test('an expired link is refused, and the provider is not asked', async () => {
  let now = Date.now();
  const { link, asked } = await startFileSite(give, {
    now: () => now,
    config: { files: { linkSeconds: 60 } },
  });
  const url = await link();
  now += 59_000;
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  now += 2_000;
  const response = await fetch(url);
  expect(response.status).toBe(410);
  expect(await response.text()).toBe('This link has expired. Ask for the file anew to get a fresh one.\n');
  expect(asked).toHaveLength(1);
});

test('links end with the process where no secret is configured', async () => {
  const first = await startFileSite(give, { config: { secret: undefined } });
  const second = await startFileSite(give, { config: { secret: undefined } });
  const { pathname } = new URL(await first.link());
  expect((await fetch(second.origin + pathname)).status).toBe(404);
});

test('a client that reads slowly is not read ahead for', async () => {
  const { behave, sent } = flood(1200);
  const { link } = await startFileSite(behave);
  const url = await link();
  const answer = await slowClient(url);
  // What is on its way lies in the buffers of four sockets.
  expect(await settled(() => sent.bytes)).toBeLessThan(30 * megabyte);
  expect(await buffer(answer)).toHaveLength(1200 * 65_536);
});

test('nor is a reader of fetch', async () => {
  const { behave, sent } = flood(1200);
  const { link, gateway } = await startFileSite(behave);
  const response = await gateway.fetch(new Request(await link()));
  expect(await settled(() => sent.bytes)).toBeLessThan(20 * megabyte);
  expect((await response.arrayBuffer()).byteLength).toBe(1200 * 65_536);
});

test('a client that goes away stops the provider’s reply', async () => {
  const { behave, sent } = flood(1200);
  const { link, lines, sockets } = await startFileSite(behave);
  const answer = await slowClient(await link());
  answer.destroy();
  await expect.poll(() => sent.closed, patient).toBe(true);
  expect(sent.bytes).toBeLessThan(30 * megabyte);
  await expect.poll(sockets, patient).toBeLessThanOrEqual(1);
  await expect
    .poll(() => lines.find(({ msg }) => msg === 'file'), patient)
    .toMatchObject({ operation: 'GET /files/:token', source: 'site', status: 200, complete: false });
});

test('a client that goes away before the answer ends the call', async () => {
  const { link, asked, sockets } = await startFileSite(() => undefined);
  const client = new AbortController();
  const answer = fetch(await link(), { signal: client.signal }).catch(() => undefined);
  await expect.poll(() => asked.length, patient).toBe(1);
  client.abort();
  await answer;
  await expect.poll(sockets, patient).toBeLessThanOrEqual(1);
});

test('so do a signal and a cancelled body of fetch', async () => {
  const { behave, sent } = flood(1200);
  const { link, gateway } = await startFileSite(behave);
  const client = new AbortController();
  const response = await gateway.fetch(new Request(await link(), { signal: client.signal }));
  client.abort();
  await expect(response.arrayBuffer()).rejects.toThrow();
  await expect.poll(() => sent.closed, patient).toBe(true);

  sent.closed = false;
  const { body } = await gateway.fetch(new Request(await link()));
  const reader = body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => sent.closed, patient).toBe(true);
});

test.each([
  ['of a told length', { 'content-length': '1000000' }],
  ['of an untold length', {}],
])('a file %s that breaks off is cut, not ended', async (_name, headers) => {
  const { link, gateway, lines, port } = await startFileSite((response) => {
    response.writeHead(200, headers);
    response.write('the first bytes');
    setTimeout(() => response.destroy(), 20);
  });
  const response = await fetch(await link());
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
  await expect
    .poll(() => lines.find(({ msg }) => msg === 'file'), patient)
    .toMatchObject({ status: 200, complete: false, code: 'UPSTREAM_UNAVAILABLE' });

  const direct = await gateway.fetch(new Request(await link()));
  const error: unknown = await direct.arrayBuffer().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toContain('site broke off its answer');
  expect(String(error)).not.toContain(String(port));
});

test('a file that says that it is too large is refused, one that grows too large is cut', async () => {
  const told = flood(64, { 'content-length': 64 * 65_536 });
  const files = { maxBytes: megabyte };
  const first = await startFileSite(told.behave, { config: { files } });
  const response = await fetch(await first.link());
  expect(response.status).toBe(502);
  await expect.poll(() => told.sent.closed, patient).toBe(true);

  const untold = flood(1200);
  const second = await startFileSite(untold.behave, { config: { files } });
  await expect(fetch(await second.link()).then((each) => each.arrayBuffer())).rejects.toThrow();
  await expect.poll(() => untold.sent.closed, patient).toBe(true);
  expect(untold.sent.bytes).toBeLessThan(20 * megabyte);
});

test('a file that is too large from its first piece on is cut, not left hanging', async () => {
  const { link, gateway, lines } = await startFileSite(
    (response) => {
      response.writeHead(200);
      response.end('x'.repeat(2_001));
    },
    { config: { files: { maxBytes: 2_000 } } },
  );
  await expect(fetch(await link()).then((each) => each.arrayBuffer())).rejects.toThrow();
  await expect
    .poll(() => lines.find(({ msg }) => msg === 'file'), patient)
    .toMatchObject({ complete: false });
  const direct = await gateway.fetch(new Request(await link()));
  await expect(direct.arrayBuffer()).rejects.toThrow();
});

test('a file that takes too long is cut', async () => {
  const { link, lines, sockets } = await startFileSite(
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(timer));
    },
    { config: { files: { timeoutSeconds: 1 } } },
  );
  const response = await fetch(await link());
  await expect(response.arrayBuffer()).rejects.toThrow();
  await expect
    .poll(() => lines.find(({ msg }) => msg === 'file'), patient)
    .toMatchObject({ code: 'UPSTREAM_TIMEOUT', complete: false });
  await expect.poll(sockets, patient).toBeLessThanOrEqual(1);
});

test('a client that takes too long is cut too', async () => {
  const { behave, sent } = flood(1200);
  const { link } = await startFileSite(behave, { config: { files: { timeoutSeconds: 1 } } });
  const answer = await slowClient(await link());
  await expect.poll(() => sent.closed, patient).toBe(true);
  await expect(buffer(answer)).rejects.toThrow();
});

test.each([
  [404, 404, 'There is no such file.'],
  [410, 404, 'There is no such file.'],
  [401, 502, 'The file cannot be fetched from where it is kept. Try again later.'],
  [403, 502, 'The file cannot be fetched from where it is kept. Try again later.'],
  [302, 502, 'The file cannot be fetched from where it is kept. Try again later.'],
  [206, 502, 'The file cannot be fetched from where it is kept. Try again later.'],
  [429, 503, 'No more files can be fetched right now. Try again later.'],
  [500, 502, 'The file cannot be fetched from where it is kept. Try again later.'],
])('the provider’s %i is %i', async (given, status, sentence) => {
  const { link, lines } = await startFileSite((response) => {
    response.writeHead(given, { 'retry-after': '600', location: '/canary', 'content-type': 'text/html' });
    response.end('<b>canary</b>');
  });
  const response = await fetch(await link());
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(`${sentence}\n`);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(response.headers.get('retry-after')).toBe(given === 429 || given === 500 ? '600' : null);
  expect(lines.find(({ msg }) => msg === 'file')).toMatchObject({ status, source: 'site' });
});

test('no answer in time is 504, no connection 502', async () => {
  const silent = await startFileSite(() => undefined, { config: { limits: { callTimeout: 2 } } });
  expect((await fetch(await silent.link())).status).toBe(504);
  const broken = await startFileSite((response) => response.destroy());
  expect((await fetch(await broken.link())).status).toBe(502);
});

test('hostile headers are taken out of what is served', async () => {
  const { link } = await startFileSite((response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8; x="y"',
      'content-disposition': `inline; filename="../..\\.evil.html"; filename*=UTF-8''%2e%2e%2fevil%0d%0aX%3a%20y.html`,
      'content-security-policy': "script-src 'unsafe-inline'",
      'access-control-allow-origin': '*',
      'service-worker-allowed': '/',
      refresh: '0; url=https://evil.example',
    });
    response.end('<script>alert(1)</script>');
  });
  const response = await fetch(await link());
  expect(await response.text()).toBe('<script>alert(1)</script>');
  const { 'x-request-id': _id, date: _date, ...headers } = Object.fromEntries(response.headers);
  expect(headers).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="evilX_ y.html"',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'none',
    'transfer-encoding': 'chunked',
    connection: 'keep-alive',
    'keep-alive': 'timeout=5',
  });
});

test('neither visitor token nor site key, address or link shows anywhere', async () => {
  const statuses = [200, 404, 429, 500];
  const { link, log, port } = await startFileSite((response) => {
    const status = statuses.shift() ?? 0;
    if (status === 0) return response.destroy();
    response.writeHead(status, { 'x-token': VISITOR_TOKEN, 'x-key': SITE_KEY });
    return response.end(status === 200 ? 'bytes' : `${VISITOR_TOKEN} ${SITE_KEY}`);
  });
  const urls: string[] = [];
  let seen = '';
  for (let i = 0; i < 5; i += 1) {
    const url = await link();
    urls.push(new URL(url).pathname.slice('/files/'.length));
    const response = await fetch(url);
    seen += `${url} ${JSON.stringify([...response.headers])} ${await response.text()}\n`;
  }
  await expect.poll(() => log().match(/"msg":"file"/g), patient).toHaveLength(5);
  for (const secret of [VISITOR_TOKEN, SITE_KEY, `:${port}/`, `127.0.0.1:${port}`]) {
    expect(seen).not.toContain(secret);
    expect(log()).not.toContain(secret);
  }
  for (const token of urls) expect(log()).not.toContain(token);
});
