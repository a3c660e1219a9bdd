/** Requests that began as good ones. */
import { gzipSync } from 'node:zlib';
import type { Random } from './random.ts';
import { anyValue, mutatedText } from './text.ts';

export interface FuzzRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const SEEDS: readonly (readonly [document: string, variables: object])[] = [
  ['{ sources { key capabilities } }', {}],
  [
    `query Q($id: ID!, $first: Int) { node(id: $id) { __typename ... on Conversation { title messages(first: $first) { nodes { content } } } } }`,
    { id: 'x', first: 3 },
  ],
  [
    `query ($f: ConversationFilter) { conversations(first: 2, filter: $f) { nodes { id } } }`,
    { f: { sources: ['xe'] } },
  ],
  [
    `query ($ids: [ID!]!) { nodes(ids: $ids) { id } source(key: "xe") { ...f } } fragment f on Source { name }`,
    { ids: [] },
  ],
  [
    `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { userErrors { code field } } }`,
    { input: { conversationId: 'x', content: 'y' } },
  ],
  [
    `mutation { createContact(input: { source: "zaia", name: "a", email: "b@c.example" }) { contact { id } userErrors { message } } }`,
    {},
  ],
  ['subscription ($id: ID!) { messageAdded(conversationId: $id) { gap } }', { id: 'x' }],
  [`{ _service { sdl } _entities(representations: [{ __typename: "Source", id: "x" }]) { __typename } }`, {}],
  ['{ __schema { types { name fields { name } } } }', {}],
];

const METHODS = ['GET', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'QUERY', 'get'] as const;
const TARGETS = [
  ...[
    '/graphql',
    '/graphql/',
    '/',
    '//graphql',
    '/graphql/..',
    '/graphql?',
    '/graphql?query',
    '/GRAPHQL',
    '/graphql%00',
  ],
  ...[
    '/files/x',
    '/files/',
    '/files/%E0%A4%A',
    '/files/..%2f..%2fetc/passwd',
    '/livez',
    '/readyz?x=1',
    '/schema.graphql',
  ],
  ...[
    '/graphql?query=%7B__typename%7D&variables=%5B',
    '/graphql?query=%ff&extensions=1',
    '/graphql?extensions={}&variables=null',
  ],
];
const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'content-type',
    [
      'application/json',
      'application/json; charset=utf-16',
      'application/graphql',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      'application/json, text/plain',
      'x',
      '',
    ],
  ],
  [
    'accept',
    [
      'text/event-stream',
      'multipart/mixed',
      'text/html',
      '*/*',
      'application/json',
      'image/png',
      ';q=',
      'constructor',
      '__proto__, */*',
      'application/graphql-response+json;q=x',
      '',
    ],
  ],
  ['content-encoding', ['gzip', 'br', 'identity', 'x', 'gzip, br']],
  ['host', ['chat.example:8443', 'a b', '[', '%', 'x:99999', 'x/y', 'x?', 'u:p@x', '']],
  ['switchboard-timeout', ['2.5', '1e3', '0', 'x']],
  ['apollo-federation-include-trace', ['ftv1', 'x']],
  ['x-request-id', ['a b', 'r-1', 'é', 'x'.repeat(300)]],
  ['origin', ['null', 'https://evil.example', 'x']],
  ['access-control-request-method', ['POST', 'TRACE']],
  ['authorization', ['Bearer x', 'Basic eA==', 'Bearer', 'Bearer a b']],
  ['switchboard-explain', ['1', 'plan', 'yes']],
  ['cache-control', ['no-cache', 'max-age=x']],
  ['graphql-require-preflight', ['1', '']],
  ['if-none-match', ['*', 'W/""']],
  ['accept-encoding', ['gzip', 'x;q=0']],
];

export function fuzzRequest(random: Random): FuzzRequest {
  const method = random.once(5) ? random.pick(METHODS) : 'POST';
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'graphql-require-preflight': '1',
  };
  for (let times = random.int(4); times > 0; times -= 1) {
    const [name, values] = random.pick(HEADERS);
    headers[name] = random.pick(values);
  }
  if (random.once(5)) delete headers['graphql-require-preflight'];
  const body = Buffer.from(fuzzBody(random), random.once(4) ? 'latin1' : 'utf8');
  const isPacked = headers['content-encoding'] === 'gzip' && random.once(2);
  return {
    method,
    target: random.once(6) ? fuzzTarget(random) : '/graphql',
    headers,
    body:
      method === 'GET' || method === 'HEAD' || method === 'get'
        ? undefined
        : isPacked
          ? gzipSync(body)
          : body,
  };
}

function fuzzTarget(random: Random): string {
  const [query, variables] = random.pick(SEEDS);
  return random.pick([
    () => random.pick(TARGETS),
    () => `/${encodeURI(random.bytes(6).replaceAll('\\', ''))}`,
    () =>
      `/graphql?${new URLSearchParams({ query: mutatedText(query, random), variables: JSON.stringify(variables) }).toString()}`,
    () =>
      `/graphql?${new URLSearchParams({ query, variables: mutatedText(JSON.stringify(variables), random) }).toString()}`,
  ])();
}

function fuzzBody(random: Random): string {
  const [query, variables] = random.pick(SEEDS);
  const whole = { query, variables, operationName: null };
  return random.pick([
    () => JSON.stringify({ ...whole, query: mutatedText(query, random) }),
    () => JSON.stringify({ ...whole, query: mutatedText(query, random) }),
    () =>
      JSON.stringify({
        query,
        variables: { ...variables, [random.pick(['id', 'ids', 'input', 'f', 'first'])]: anyValue(random) },
      }),
    () =>
      JSON.stringify({
        ...whole,
        [random.pick(['query', 'variables', 'operationName', 'extensions', 'id', '__proto__'])]:
          anyValue(random),
      }),
    () => JSON.stringify(anyValue(random)),
    () => mutatedText(JSON.stringify(whole), random),
    () => `${'['.repeat(random.int(5_000))}${JSON.stringify(whole)}`,
    () => random.bytes(random.int(60)),
  ])();
}
