import { expect, test } from 'vitest';
import { ownHeader } from '../../../src/config/own-header.ts';
import { flightKey, IRRELEVANT } from '../../../src/server/plain/flight-key.ts';

const headers = { host: 'chat.example', 'content-type': 'application/json' };
const body = '{"query":"{ hello }"}';
const key = flightKey(headers, 'anyone', body);

test.each([...IRRELEVANT])('%s makes no difference, and no configuration can give it a meaning', (name) => {
  expect(flightKey({ ...headers, [name]: 'x' }, 'anyone', body)).toBe(key);
  expect(ownHeader.safeParse(name).success).toBe(false);
});

test.each([
  ['host', 'chat2.example'],
  ['accept', 'application/graphql-response+json'],
  ['authorization', 'Bearer other'],
  ['switchboard-timeout', '2'],
  ['x-chat-key', 'a key that the caller brings'],
  ['x-nobody-knows', 'x'],
  ['cookie', 'a=b'],
])('%s makes one', (name, value) => {
  expect(flightKey({ ...headers, [name]: value }, 'anyone', body)).not.toBe(key);
});

test('so do the caller and the body, wherever one ends and the other begins', () => {
  expect(flightKey(headers, 'key:a', body)).not.toBe(flightKey(headers, 'key:b', body));
  expect(flightKey(headers, 'anyone', `${body} `)).not.toBe(key);
  expect(flightKey(headers, 'a\n\nb', 'c')).not.toBe(flightKey(headers, 'a', 'b\n\nc'));
  expect(flightKey({ ...headers, a: 'b' }, 'c', body)).not.toBe(flightKey(headers, 'c\na:b', body));
});

test.each([
  ['cache-control', 'no-cache'],
  ['cache-control', 'max-age=0, No-Cache'],
  ['switchboard-explain', '1'],
  ['switchboard-explain', 'plan'],
  ['apollo-federation-include-trace', 'ftv1'],
])('%s: %s is answered by itself', (name, value) => {
  expect(flightKey({ ...headers, [name]: value }, 'anyone', body)).toBeUndefined();
});
