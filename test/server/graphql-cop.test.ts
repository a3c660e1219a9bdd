/** The checks of graphql-cop, from its public list of detections; what it calls HIGH or MEDIUM must not be found. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { listen, type Listening } from '../../src/server/listen.ts';

const KEY = 'a-key-of-a-good-many-characters-for-cop';
const authorization = { authorization: `Bearer ${KEY}` };

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[];
}

describe.each([
  ['an open gateway', {}, {}],
  ['an open gateway in production', {}, { production: true }],
  [
    'a gateway that asks for a credential',
    { auth: { apiKeys: [{ name: 'cop', key: KEY, scopes: ['*'] }] } },
    {},
  ],
])('%s', (name, config, dependencies) => {
  const production = name !== 'an open gateway';
  let gateway: Gateway;
  let listening: Listening;
  beforeAll(async () => {
    const sources = [{ key: 'xe', provider: 'xe-chat', baseUrl: 'http://127.0.0.1:9', apiKey: 'k' }];
    gateway = createGateway(configFrom({ logging: { level: 'silent' }, sources, ...config }), dependencies);
    listening = await listen(gateway.listener, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await listening.close(0);
    await gateway.dispose();
  });

  async function send(init: RequestInit, query = ''): Promise<Body | readonly Body[]> {
    const headers = { ...authorization, ...(init.headers as object | undefined) };
    const response = await fetch(`${listening.origin}/graphql${query}`, { ...init, headers });
    return (await response.json()) as Body | readonly Body[];
  }
  const post = async (query: string): Promise<Body> =>
    (await send(json({ query, operationName: 'cop' }))) as Body;
  const json = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const get = (query: string) => send({}, `?${new URLSearchParams({ query }).toString()}`);

  test('it is GraphQL, so that what is not found is not hidden', async () => {
    expect(await post('query cop { __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  test('HIGH alias overloading', async () => {
    const aliases = Array.from({ length: 101 }, (_each, index) => `alias${index}:__typename`).join(' \n');
    const { data, errors } = await post(`query cop { ${aliases} }`);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
  });

  test('HIGH batches in arrays', async () => {
    const answer = await send(
      json(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }))),
    );
    expect(Array.isArray(answer)).toBe(false);
    expect(answer).not.toHaveProperty('data');
  });

  test('HIGH directive overloading', async () => {
    const { errors } = await post(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(errors?.length).toBeGreaterThan(0);
    expect(errors?.length).toBeLessThan(10);
  });

  test('HIGH field duplication', async () => {
    const { data } = await post(`query cop { ${'__typename \n'.repeat(500)} }`);
    expect(data).toBeUndefined();
  });

  test('HIGH circles through introspection', async () => {
    const { data } = await post(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    );
    expect(data).toBeUndefined();
  });

  test('HIGH introspection: only where nobody is kept from anything', async () => {
    const { data } = await post('query cop { __schema { types { name fields { name } } } }');
    expect(data === undefined).toBe(production);
  });

  test('introspection by way of federation', async () => {
    const { data } = await post('query cop { _service { sdl } }');
    expect(data === undefined).toBe(production);
  });

  test('MEDIUM mutations by GET', async () => {
    expect(await get('mutation cop {__typename}')).not.toHaveProperty('data');
  });

  test('MEDIUM queries by GET, which any page can send', async () => {
    expect(await get('query cop {__typename}')).not.toHaveProperty('data');
  });

  test('MEDIUM queries in forms, which any page can send', async () => {
    const body = new URLSearchParams({ query: 'query cop { __typename }' });
    expect(await send({ method: 'POST', body })).not.toHaveProperty('data');
  });

  test.each(['text/plain', 'text/plain; application/json', 'multipart/form-data; boundary=x'])(
    'a body that any page can send as %s',
    async (type) => {
      const body = JSON.stringify({ query: '{ __typename }' });
      const headers = { ...authorization, 'content-type': type };
      const response = await fetch(`${listening.origin}/graphql`, { method: 'POST', headers, body });
      expect([403, 415]).toContain(response.status);
    },
  );

  test('LOW field suggestions, and LOW GraphiQL', async () => {
    const { errors } = await post('query cop { __schema { directive } }');
    expect(errors?.some(({ message }) => message.includes('Did you mean'))).toBe(!production);
    const page = await fetch(`${listening.origin}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')?.startsWith('text/html')).toBe(!production);
    await page.body?.cancel();
  });

  test('INFO traces, and INFO errors as they were thrown', async () => {
    for (const query of [
      'query cop { __typename }',
      'qwerty cop { abc }',
      'query cop { node(id: "x") { id } }',
    ]) {
      expect(JSON.stringify(await post(query))).not.toMatch(/tracing|exception|stacktrace/i);
    }
  });
});
