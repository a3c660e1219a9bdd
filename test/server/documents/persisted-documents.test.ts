import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DocumentsParts } from '../../../src/server/documents/documents.ts';
import { answerOf, smallServer, type SmallServer } from '../small-server.ts';

const TRUSTED = 'query Greeting { hello(name: "trusted") }';
const FREE = '{ hello(name: "free") }';
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const serverWith = (documents: Partial<DocumentsParts>) =>
  smallServer(undefined, {
    documents: {
      mode: 'allow',
      automatic: false,
      trusted: new Map([
        ['greeting-1', TRUSTED],
        [sha(TRUSTED), TRUSTED],
        ['deep', '{ a'.repeat(21) + '}'.repeat(21)],
        ['change', 'mutation { change }'],
      ]),
      ...documents,
    },
  });

const post = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function send(server: SmallServer, init: RequestInit, search = '') {
  const response = await server.fetch(new Request(`http://127.0.0.1/graphql${search}`, init));
  const { data, errors } = await answerOf(response);
  return {
    status: response.status,
    hello: data?.['hello'],
    message: errors?.[0]?.message,
    code: errors?.[0]?.extensions['code'],
  };
}

const persistedQuery = (sha256Hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});
const marked = { headers: { 'graphql-require-preflight': '1' } };
const trusted = { status: 200, hello: 'Hello trusted' };

test.each(['allow', 'prefer', 'require'] as const)(
  'a trusted document is run by its id: %s',
  async (mode) => {
    const server = serverWith({ mode });
    const get = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters).toString()}`;
    const { extensions } = persistedQuery(sha(TRUSTED));
    const all = await Promise.all([
      send(server, post({ documentId: 'greeting-1' })),
      send(server, post({ documentId: `sha256:${sha(TRUSTED)}`, query: '' })),
      send(server, post(persistedQuery(sha(TRUSTED)))),
      send(server, post({ ...persistedQuery(sha(TRUSTED)), query: TRUSTED })),
      send(server, marked, get({ documentId: 'greeting-1' })),
      send(server, marked, get({ extensions: JSON.stringify(extensions) })),
    ]);
    for (const each of all) expect(each).toMatchObject(trusted);
    expect(server.lines).toHaveLength(all.length);
    expect(server.lines[0]).toMatchObject({ msg: 'operation', document: 'trusted' });
  },
);

test('require refuses free text, before anything is resolved', async () => {
  const server = serverWith({ mode: 'require' });
  for (const body of [{ query: FREE }, { query: TRUSTED }, { ...persistedQuery(sha(FREE)), query: FREE }]) {
    expect(await send(server, post(body))).toEqual({
      status: 403,
      hello: undefined,
      message: 'Only trusted documents are run here: send the id of one, without text.',
      code: 'FORBIDDEN',
    });
  }
  expect(await send(server, post(persistedQuery(sha(FREE))))).toMatchObject({
    status: 400,
    message: 'PersistedQueryNotFound',
    code: 'BAD_USER_INPUT',
  });
});

test('prefer runs free text and tells the log, allow only runs it', async () => {
  for (const mode of ['prefer', 'allow'] as const) {
    const server = serverWith({ mode });
    expect(await send(server, post({ query: FREE }))).toMatchObject({ status: 200, hello: 'Hello free' });
    await send(server, post({ documentId: 'greeting-1' }));
    const warnings = server.lines.filter(({ msg }) => msg === 'document that is not trusted');
    expect(warnings).toHaveLength(mode === 'prefer' ? 1 : 0);
  }
});

test('an id with the text of another document is refused', async () => {
  expect(await send(serverWith({}), post({ documentId: 'greeting-1', query: FREE }))).toMatchObject({
    status: 400,
    code: 'BAD_USER_INPUT',
  });
});

test('trusted documents keep the limits, and mutations are not sent by GET', async () => {
  const server = serverWith({ mode: 'require' });
  expect(await send(server, post({ documentId: 'deep' }))).toMatchObject({ status: 400 });
  expect(await send(server, marked, '?documentId=change')).toMatchObject({ status: 405 });
  expect(await send(server, post({ documentId: 'change' }))).toMatchObject({ status: 200 });
});

test('ids are no names of what objects have', async () => {
  for (const documentId of ['__proto__', 'constructor', 'toString']) {
    expect(await send(serverWith({}), post({ documentId }))).toMatchObject({ status: 400 });
  }
});

test('documents are not registered unless the configuration says so', async () => {
  const server = smallServer();
  const both = { ...persistedQuery(sha(FREE)), query: FREE };
  expect(await send(server, post(both))).toMatchObject({ status: 200, hello: 'Hello free' });
  expect(await send(server, post(persistedQuery(sha(FREE))))).toMatchObject({
    status: 400,
    message: 'PersistedQueryNotSupported',
  });
});

test('where they are, a client sends the hash, then both, then the hash alone', async () => {
  const server = serverWith({ automatic: true });
  const hashOnly = persistedQuery(sha(FREE));
  expect(await send(server, post(hashOnly))).toEqual({
    status: 200,
    hello: undefined,
    message: 'PersistedQueryNotFound',
    code: 'BAD_USER_INPUT',
  });
  const wrong = { ...persistedQuery(sha('other')), query: FREE };
  expect(await send(server, post(wrong))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await send(server, post({ ...hashOnly, query: FREE }))).toMatchObject({ hello: 'Hello free' });
  expect(await send(server, post(hashOnly))).toMatchObject({ hello: 'Hello free' });
  expect(server.lines.at(-1)).toMatchObject({ document: 'automatic' });
});

test('registered documents are forgotten before they take too much room', async () => {
  const server = serverWith({ automatic: true });
  const long = (index: number) => `{ hello(name: "free") } #${index}${'x'.repeat(300_000)}`;
  for (const index of [0, 1, 2, 3]) {
    const query = long(index);
    expect(await send(server, post({ ...persistedQuery(sha(query)), query }))).toMatchObject({ status: 200 });
  }
  expect(await send(server, post(persistedQuery(sha(long(0)))))).toMatchObject({
    message: 'PersistedQueryNotFound',
  });
  expect(await send(server, post(persistedQuery(sha(long(3)))))).toMatchObject({ hello: 'Hello free' });
});
