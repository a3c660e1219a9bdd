import { expect, test, vi } from 'vitest';
import { answerOf, smallServer } from './small-server.ts';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

const typeOf = (response: Response) => response.headers.get('content-type')?.replace(/;.*/, '');

test.each([
  ['application/json;q=0.5, application/graphql-response+json;q=0.9', GRAPHQL_TYPE],
  ['application/json; Q=0.9, application/graphql-response+json; q=0.5', JSON_TYPE],
  ['application/graphql-response+json;q=0.4, application/json', JSON_TYPE],
  ['application/graphql-response+json;q=0.8, application/json;q=0.8', GRAPHQL_TYPE],
  ['application/json;q=0, */*', GRAPHQL_TYPE],
  ['application/*;q=0.5, application/graphql-response+json;q=0.6', GRAPHQL_TYPE],
  ['text/html, */*;q=0.1', JSON_TYPE],
  ['text/event-stream;q=0.1, application/graphql-response+json;q=0.2', GRAPHQL_TYPE],
  ['application/json;charset=utf-16, application/graphql-response+json;q=0.1', GRAPHQL_TYPE],
  ['application/json; q=often', JSON_TYPE],
  ['application/json; charset="UTF-8"', JSON_TYPE],
  ['application/json, application/graphql-response+json', JSON_TYPE],
  ['application/graphql-response+json; charset=utf-8, application/json', GRAPHQL_TYPE],
  ['', JSON_TYPE],
])('accept: %s is answered as %s', async (accept, type) => {
  const response = await smallServer().ask('{ hello }', { headers: { accept } });
  expect(response.status).toBe(200);
  expect(typeOf(response)).toBe(type);
  expect(await answerOf(response)).toEqual({ data: { hello: 'Hello world' } });
});

test.each([
  'text/html',
  'application/json;q=0',
  'application/json;charset=utf-16',
  '*/*;q=0.0',
  'text/*;q=0',
])('accept: %s allows nothing that there is, and nothing is done', async (accept) => {
  const createContext = vi.fn(() => ({}));
  const server = smallServer(undefined, { createContext });
  const response = await server.ask('mutation { change }', { headers: { accept } });
  expect(response.status).toBe(406);
  expect(typeOf(response)).toBe(JSON_TYPE);
  const [error] = (await answerOf(response)).errors ?? [];
  expect(error?.message).toContain('application/graphql-response+json');
  expect(error?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    requestId: response.headers.get('x-request-id'),
  });
  expect(createContext).not.toHaveBeenCalled();
  expect(server.lines.at(-1)).toMatchObject({ status: 406, codes: ['BAD_USER_INPUT'] });
});

test.each(['text/event-stream', 'text/*;q=0.3', 'multipart/mixed'])(
  'accept: %s is for what is answered in parts',
  async (accept) => {
    const response = await smallServer().ask('{ hello }', { headers: { accept } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Hello world');
  },
);
