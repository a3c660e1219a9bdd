import { expect, test } from 'vitest';
import { checkNesting } from '../../../src/server/limits/json-nesting.ts';

const nests = (text: string) => () => checkNesting(text);

test.each([
  ['lists', '['.repeat(251)],
  ['objects', '{"a":'.repeat(251)],
  ['lists after texts', `["\\\\","\\"[]","]]]]",${'['.repeat(250)}`],
])('%s that nest too deep are refused', (_, text) => {
  expect(nests(text)).toThrow('The body nests more than 250 lists and objects');
});

test.each([
  ['at the limit', '['.repeat(250) + ']'.repeat(250)],
  ['one after the other', `[${'[],'.repeat(1_000)}{}]`],
  ['in a text', JSON.stringify({ query: '{ a'.repeat(500), more: '\\"'.repeat(300) })],
  ['in a text that does not end', `"${'['.repeat(500)}`],
  ['after a text that ends with a quote', JSON.stringify(['"', '\\', '['.repeat(500)])],
])('brackets %s are read', (_, text) => {
  expect(nests(text)).not.toThrow();
});
