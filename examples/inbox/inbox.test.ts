/** The built page in a browser, through Vite’s proxy, over a live gateway. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { startLiveGateway, type LiveGateway } from '../../test/support/live-gateway.ts';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // Whatever is not on loopback cannot even be looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

let gateway: LiveGateway;
let server: PreviewServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

before(async () => {
  gateway = await startLiveGateway();
  process.env['SWITCHBOARD_ORIGIN'] = new URL(gateway.url).origin;
  server = await preview({ preview: { port: 0 }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
});
after(async () => {
  await browser.close();
  await server.close();
  await gateway.stop();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const { port } = server.httpServer.address() as { readonly port: number };
  await page.goto(`http://127.0.0.1:${String(port)}/`);
  await rows().first().waitFor();
});

const rows = () =>
  page
    .getByRole('navigation')
    .getByRole('listitem')
    .filter({ has: page.locator('button') });

test('the merged list grows, and says how each source fares', async () => {
  assert.equal(await rows().count(), 25);
  await page.getByRole('button', { name: 'Load more' }).click();
  await rows().nth(49).waitFor();
  const sources = await page.getByRole('list', { name: 'Sources' }).innerText();
  for (const text of ['Xe Chat: ok', 'SquirrelStack: skipped', 'Ebbot: ok', 'Zaia: ok']) {
    assert.ok(sources.includes(text), sources);
  }
  assert.deepEqual(complaints, []);
});

test('a message that is sent stands in its conversation', async () => {
  await rows().filter({ hasText: 'Xe Chat' }).first().click();
  const text = 'Hello from the inbox.';
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  const thread = page.getByRole('region', { name: 'Conversation' });
  await thread.getByRole('listitem').filter({ hasText: text }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Message' }).inputValue(), '');
  assert.deepEqual(complaints, []);
});

test('what takes no messages has no box for them', async () => {
  await rows().filter({ hasText: 'Zaia' }).first().click();
  await page.getByText('takes no messages from here').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Message' }).count(), 0);
});

test('a source that is down leaves the others’ rows, and says so', async () => {
  await gateway.setFaults('xe', [{ kind: 'status' }]);
  try {
    // The gateway keeps lists for 5 seconds: ask for fresh ones.
    await page.route('**/graphql', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }),
    );
    await page.reload();
    await page.getByText('Xe Chat: unavailable').waitFor();
    assert.ok((await rows().count()) > 0);
  } finally {
    await gateway.setFaults('xe', []);
  }
});
