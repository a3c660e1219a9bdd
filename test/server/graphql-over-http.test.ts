import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from '../../src/server/listen.ts';
import { smallServer } from './small-server.ts';

let listening: Listening;
beforeAll(async () => {
  listening = await listen(smallServer().listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

/** As a GraphQL client does: a header that no page of another origin could send unasked. */
const fetchFn = (url: string, init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { ...(init.headers as object), 'graphql-require-preflight': '1' } });

const audits = serverAudits({ url: () => `${listening.origin}/graphql`, fetchFn });

test('there are 61 audits', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  '%s %s',
  async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status, 'reason' in result ? result.reason : '').toBe('ok');
  },
);

test.each(['PUT', 'DELETE', 'PATCH', 'QUERY', 'HEAD'])(
  '%s is not served, with or without the header that shows where a request comes from',
  async (method) => {
    const body = method === 'HEAD' ? null : '{"query":"{ hello }"}';
    for (const type of ['application/json', 'text/plain']) {
      for (const headers of [{}, { 'graphql-require-preflight': '1' }]) {
        const init = { method, body, headers: { ...headers, ...(body && { 'content-type': type }) } };
        const response = await fetch(`${listening.origin}/graphql`, init);
        expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
        if (body === null) continue;
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      }
    }
  },
);
