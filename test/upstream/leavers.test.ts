import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createLeavers } from '../../src/upstream/leavers.ts';

function watched() {
  const told: string[] = [];
  const leavers = createLeavers<{ readonly name: string; readonly signal: AbortSignal }>(({ name }) => {
    told.push(name);
  });
  return { told, leavers };
}

test('all who stay until a signal is aborted are told, once, by one listener', () => {
  const { signal, ...controller } = controlled();
  const { told, leavers } = watched();
  const gone = { name: 'gone', signal };
  leavers.add({ name: 'first', signal });
  leavers.add(gone);
  leavers.add({ name: 'second', signal });
  leavers.delete(gone);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);

  controller.abort();
  expect(told).toEqual(['first', 'second']);
});

test('signals are kept apart', () => {
  const [one, other] = [controlled(), controlled()];
  const { told, leavers } = watched();
  leavers.add({ name: 'one', signal: one.signal });
  leavers.add({ name: 'other', signal: other.signal });
  other.abort();
  expect(told).toEqual(['other']);
});

function controlled() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
