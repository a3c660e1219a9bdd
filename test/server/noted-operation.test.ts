import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/server/listen.ts';
import { answerOf, smallServer } from './small-server.ts';

const server = smallServer();
let listening: Listening;
beforeAll(async () => {
  listening = await listen(server.listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

const post = (query: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});

async function refusal(init: RequestInit, search = '') {
  const response = await fetch(`${listening.origin}/graphql${search}`, init);
  const { errors } = await answerOf(response);
  return { status: response.status, extensions: errors?.[0]?.extensions };
}

const JSON_OF_ANY_KIND = { accept: 'application/json; charset=utf-8' };
const NOT_DONE = { code: 'BAD_USER_INPUT', outcome: 'NOT_DONE' };
const manyOf = (field: string) => Array.from({ length: 300 }, (_, index) => `a${index}: ${field}`).join(' ');

test.each([
  ['by the thin path', {}],
  ['by Yoga', JSON_OF_ANY_KIND],
])('a mutation that is refused before it runs is NOT_DONE, %s', async (_name, headers) => {
  // Twice: what is known of a document is kept.
  for (const query of ['mutation { change }', 'mutation { change }', `mutation { ${manyOf('change')} }`]) {
    const refused = await refusal(post(query, { ...headers, 'switchboard-timeout': 'soon' }));
    expect(refused).toMatchObject({ status: 400, extensions: NOT_DONE });
  }
  expect(await refusal(post('mutation { nothing }', headers))).toMatchObject({ extensions: NOT_DONE });
});

test('so is one by GET, however often it comes', async () => {
  const search = `?query=${encodeURIComponent('mutation Twice { change }')}`;
  for (let time = 0; time < 2; time += 1) {
    const refused = await refusal({ headers: { 'graphql-require-preflight': '1' } }, search);
    expect(refused).toMatchObject({ status: 405, extensions: NOT_DONE });
  }
});

test.each([
  ['a query', `{ ${manyOf('hello')} }`],
  ['what cannot be parsed', 'mutation { change'],
  ['an operation that is not in the document', 'query A { hello } mutation B { change }'],
])('%s has no outcome', async (_name, query) => {
  for (const headers of [{}, JSON_OF_ANY_KIND]) {
    const { extensions } = await refusal(post(query, headers));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(extensions).not.toHaveProperty('outcome');
  }
});

test('the log tells the kind and the name of what is refused', async () => {
  await refusal(post(`mutation Many { ${manyOf('change')} }`));
  expect(server.lines.at(-1)).toMatchObject({ type: 'mutation', name: 'Many', codes: ['BAD_USER_INPUT'] });
});
