import { expect, test } from 'vitest';
import { ListMemories } from '../../src/data-sources/list-memories.ts';
import { Secret } from '../../src/secret.ts';
import { testCall } from '../support/call.ts';

const own = testCall();
const brought = testCall({ keys: new Map([['x-key', new Secret('another')]]) });

const started = () => new ListMemories(({ keys }) => (keys === undefined ? 'own' : 'another'));

test.each([
  ['conversations?status=open', 'conversations'],
  ['conversations?status=open', 'conversations?agent_id=7'],
  ['messages:1024', 'messages:2048'],
])('what %s showed of limits holds for %s: they are the endpoint’s', (one, other) => {
  const memories = started();
  const learnt = { clampedTo: 20, raisedTo: 5, keptFrom: 8, overlaps: false, filled: 10, isSilent: true };
  Object.assign(memories.of(one, own), learnt);
  expect(memories.of(other, own)).toMatchObject(learnt);
});

test('neither for another endpoint nor for another credential', () => {
  const memories = started();
  memories.of('messages:1024', own).clampedTo = 20;
  expect(memories.of('message', own).clampedTo).toBeUndefined();
  expect(memories.of('messages:1024', brought).clampedTo).toBeUndefined();
});

test('that a short page is all of it holds for that list alone, until it shows something else', () => {
  const memories = started();
  memories.of('contacts?q=ann', own).ended = 'digest';
  expect(memories.of('contacts?q=ann', own).ended).toBe('digest');
  expect(memories.of('contacts', own).ended).toBeUndefined();
  expect(memories.of('contacts?q=ann', brought).ended).toBeUndefined();
  memories.of('contacts?q=ann', own).ended = undefined;
  expect(memories.of('contacts?q=ann', own).ended).toBeUndefined();
});

test('limits learnt of one list are not forgotten for all the others that are read meanwhile', () => {
  const memories = started();
  memories.of('messages:0', own).filled = 100;
  for (let id = 1; id < 5_000; id += 1) memories.of(`messages:${id}`, own).ended = 'digest';
  expect(memories.of('messages:0', own).filled).toBe(100);
});
