import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { leaversOf } from '../../src/upstream/leavers.ts';

test('all who stay until a signal is aborted are told, once, by one listener', () => {
  const controller = new AbortController();
  const told: string[] = [];
  const gone = () => told.push('gone');
  leaversOf(controller.signal).add(() => told.push('first'));
  leaversOf(controller.signal).add(gone);
  leaversOf(controller.signal).add(() => told.push('second'));
  leaversOf(controller.signal).delete(gone);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);

  controller.abort();
  expect(told).toEqual(['first', 'second']);
});

test('signals are kept apart', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const told: string[] = [];
  leaversOf(one.signal).add(() => told.push('one'));
  leaversOf(other.signal).add(() => told.push('other'));
  other.abort();
  expect(told).toEqual(['other']);
});
