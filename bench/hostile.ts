/**
 * `node bench/hostile.ts`: a gateway over the sandbox in a process of its own is sent each kind of hostile request 20 times at once, and one plain
 * query in their midst. Prints how long the refusals took, and that the plain one was answered before they ended. Fails where it was not.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const AT_ONCE = 20;
const ROUNDS = 5;

const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const document = (query: string) => ({ body: JSON.stringify({ query }) });

type Body = string | Buffer;

const KINDS: Readonly<Record<string, { readonly body: Body; readonly encoding?: string }>> = {
  '5,000 levels': document('{ a'.repeat(5_000) + '}'.repeat(5_000)),
  '10,000 aliases': document(`{ ${repeat(10_000, (index) => `a${index}: __typename`)} }`),
  '10,000 directives': document(`{ __typename ${'@a'.repeat(10_000)} }`),
  'fragments, 2^60 fields': document(
    `{ ...f0 } ${repeat(60, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)} fragment f60 on Query { __typename }`,
  ),
  'as much as is read, and invalid': document(
    `{ ${repeat(95, (index) => `a${index}: b${index}(c: [1, 2, 3, 4, 5, 6, 7, 8, 9]) { ...f }`)} }`,
  ),
  'overlapping fragments': document(
    `{ ${repeat(400, (index) => `...f${index}`)} } ${repeat(400, (index) => `fragment f${index} on Query { __typename sources { key } }`)}`,
  ),
  '10 MB': { body: Buffer.alloc(10_000_000, 'x') },
  '50 MB in 50 kB of gzip': { body: gzipSync(Buffer.alloc(50_000_000, ' ')), encoding: 'gzip' },
  '1 MB of brackets': { body: '['.repeat(999_999) },
  '60,000 variables, all wrong': {
    body: JSON.stringify({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 60_000 }, () => ({})) },
    }),
  },
  'a variable of 60,000 unknown keys': {
    body: JSON.stringify({
      query: 'query ($filter: ConversationFilter) { conversations(filter: $filter) { totalCount } }',
      variables: {
        filter: Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, 1])),
      },
    }),
  },
  '50 operations': { body: JSON.stringify(Array.from({ length: 50 }, () => ({ query: '{ __typename }' }))) },
};

const main = fileURLToPath(new URL('../src/start.js', import.meta.url));
const gateway = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--port', '0'], {
  env: {},
  stdio: ['ignore', 'pipe', 'pipe'],
});
const lines: { upstreamCalls?: number }[] = [];
createInterface(gateway.stderr).on('line', (line) => {
  if (line.startsWith('{')) lines.push(JSON.parse(line) as { upstreamCalls?: number });
});
const [ready] = (await once(createInterface(gateway.stdout), 'line')) as [string];
const url = ready.replace('Switchboard ready at ', '');

/** Status, and when the answer was there, in milliseconds. Each on a connection of its own, as callers who know nothing of each other. */
function post(body: Body, encoding?: string): Promise<readonly [status: number, at: number]> {
  const headers = { 'content-type': 'application/json', ...(encoding && { 'content-encoding': encoding }) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume().once('end', () => resolve([response.statusCode ?? 0, performance.now()]));
    });
    sent.once('error', reject).end(body);
  });
}

const PLAIN = JSON.stringify({ query: '{ sources { key } }' });
await Promise.all(Array.from({ length: AT_ONCE + 1 }, () => post(PLAIN)));
const rows = [];
let isKept = true;
for (const [kind, { body, encoding }] of Object.entries(KINDS)) {
  const figures = { ended: 0, alongside: 0, first: 0 };
  const statuses = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const hostile = () => Array.from({ length: AT_ONCE / 2 }, () => post(body, encoding));
    const [before, plain, after] = [hostile(), post(PLAIN), hostile()];
    const [status, alongside] = await plain;
    const all = await Promise.all([...before, ...after]);
    const ends = all.map(([, at]) => at);
    for (const [each] of all) statuses.add(each);
    isKept &&= status === 200 && alongside <= Math.max(...ends);
    figures.first += (Math.min(...ends) - began) / ROUNDS;
    figures.alongside += (alongside - began) / ROUNDS;
    figures.ended += (Math.max(...ends) - began) / ROUNDS;
  }
  isKept &&= [...statuses].every((status) => status >= 400 && status < 500);
  rows.push({
    [`${AT_ONCE} at once`]: kind,
    status: [...statuses].join(' '),
    'first refused, ms': Math.round(figures.first),
    'alongside answered, ms': Math.round(figures.alongside),
    'last refused, ms': Math.round(figures.ended),
  });
}
console.table(rows);
const calls = lines.reduce((sum, { upstreamCalls = 0 }) => sum + upstreamCalls, 0);
console.log(`upstream calls: ${calls}`);
gateway.kill();
process.exitCode = isKept && calls === 0 ? 0 : 1;
