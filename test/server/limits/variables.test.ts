import { expect, test } from 'vitest';
import { answerOf, smallServer } from '../small-server.ts';

const { ask } = smallServer();
const manyKeys = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`key${at}`, at]));

test('of faults in variables a few are told, in few words', async () => {
  const answer = await ask('query ($of: Size) { size(of: $of) }', { variables: { of: manyKeys } });
  expect(answer.status).toBe(400);
  const text = await answer.text();
  expect(text.length).toBeLessThan(10_000);
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors).toHaveLength(4);
  expect(errors[0]?.message).toMatch(/^Variable "\$of" got invalid value \{ key0: 0, .*…$/);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('BAD_USER_INPUT'));
});

test('what is wrong with a document is told in few words', async () => {
  const { errors } = await answerOf(ask(`{ ${'x'.repeat(100_000)} }`));
  expect(errors?.[0]?.message).toMatch(/^Cannot query field "x{900,1000}…$/);
});

test.each([
  ['in one object', Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`key${at}`, at]))],
  ['in a list', { name: Array.from({ length: 10_000 }, () => 1) }],
  ['in lists', { name: Array.from({ length: 101 }, () => Array.from({ length: 99 }, () => ({ a: 1 }))) }],
])('more than 10,000 values %s are refused', async (_, variables) => {
  for (const query of ['query ($name: String) { hello(name: $name) }', '{ hello }']) {
    const answer = await ask(query, { variables });
    expect(answer.status).toBe(400);
    const { errors } = await answerOf(answer);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain('more than 10000 values');
  }
});

test('10,000 values are read', async () => {
  const variables = { name: 'Ada', others: Array.from({ length: 9_998 }, () => 1) };
  const answer = await answerOf(ask('query ($name: String) { hello(name: $name) }', { variables }));
  expect(answer).toEqual({ data: { hello: 'Hello Ada' } });
});

test('variables that are good change nothing', async () => {
  const variables = { name: 'Ada', unknown: 1 };
  const answer = await answerOf(ask('query ($name: String) { hello(name: $name) }', { variables }));
  expect(answer).toEqual({ data: { hello: 'Hello Ada' } });
});
