import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page, type Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listen, type Listening } from '../../src/server/listen.ts';
import { startRig, type Rig } from '../support/gateway.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // Whatever is not on loopback cannot even be looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

// The page is 9 MB of script, which takes seconds, and on a busy machine a good part of a minute.
const PATIENCE = 60_000;
vi.setConfig({ testTimeout: 3 * PATIENCE });

let rig: Rig;
let listening: Listening;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}: run \`apt-get install chromium\`.`);
  rig = await startRig();
  listening = await listen(rig.gateway.listener, { host: '127.0.0.1', port: 0 });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await listening.close(0);
  await rig.close();
});

interface Opened {
  readonly page: Page;
  /** Addresses outside this gateway that were asked for. */
  readonly strangers: readonly string[];
  /** What the page complained of, refusals by its security policy among them. */
  readonly complaints: readonly string[];
}

async function open(): Promise<Opened> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.context().on('request', (request) => {
    const own = [listening.origin, `blob:${listening.origin}`, 'data:'];
    if (!own.some((start) => request.url().startsWith(start))) strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await Promise.all([answerTo(page, 'query IntrospectionQuery'), page.goto(`${listening.origin}/graphql`)]);
  return { page, strangers, complaints };
}

function answerTo(page: Page, operation: string): Promise<Response> {
  return page.waitForResponse((response) => response.request().postData()?.includes(operation) === true);
}

interface Row {
  readonly source: { readonly key: string };
  readonly contact: { readonly name: string | null } | null;
  readonly inbox: { readonly name: string | null } | null;
  readonly assignee: { readonly name: string | null } | null;
}

interface Merged {
  readonly data: { readonly conversations: { readonly nodes: readonly Row[] } };
  readonly extensions: { readonly switchboard: { readonly upstreamCalls: number } };
}

/** Opens a tab and presses play. */
async function play({ page }: Opened, name: string): Promise<unknown> {
  const editor = page.getByRole('region', { name: 'Operation Editor' });
  const shows = (operation: string) => {
    return expect
      .poll(() => editor.innerText(), { timeout: PATIENCE })
      .toMatch(new RegExp(`query\\s${operation}`));
  };
  // A tab chosen while there is no editor yet is not shown once there is one: that begins with the first.
  await shows('Conversations');
  await page.getByRole('button', { name, exact: true }).click();
  await shows(name);
  // GraphiQL learns the operation's name 100 ms after it shows the text, and then puts the text in the address.
  // Pressed before, it looks for the former tab's operation in this text, and sends nothing.
  await page.waitForURL((url) => url.searchParams.get('query')?.includes(`query ${name}`) === true);
  const [answer] = await Promise.all([
    answerTo(page, `query ${name}`),
    page.getByRole('button', { name: /^Execute query/ }).click(),
  ]);
  return answer.json();
}

test('the first tab shows conversations of three products, merged, without leaving this machine', async () => {
  const opened = await open();
  const { data, extensions } = (await play(opened, 'Conversations')) as Merged;

  const rows = data.conversations.nodes;
  expect(new Set(rows.map(({ source }) => source.key))).toEqual(new Set(['xe', 'ebbot', 'zaia']));
  for (const part of ['contact', 'inbox', 'assignee'] as const) {
    expect(
      rows.filter((row) => row[part]?.name),
      part,
    ).not.toEqual([]);
  }
  expect(extensions.switchboard.upstreamCalls).toBeGreaterThan(2);

  const shown = opened.page.getByRole('region', { name: 'Result Window' });
  await expect.poll(() => shown.innerText(), { timeout: PATIENCE }).toContain('"conversations"');
  expect(opened.strangers).toEqual([]);
  expect(opened.complaints).toEqual([]);
});

test.each(['VisitorsConversation', 'Sources', 'LatestTranscript'])('the tab %s is answered', async (name) => {
  const opened = await open();
  const answer = (await play(opened, name)) as { readonly data: Record<string, unknown> };
  expect(answer).not.toHaveProperty('errors');
  expect(Object.values(answer.data)).not.toContain(null);
  expect(opened.strangers).toEqual([]);
  expect(opened.complaints).toEqual([]);
});
