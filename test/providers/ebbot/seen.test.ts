import { expect, test } from 'vitest';
import type { Conversation } from '../../../src/domain.ts';
import { createSeen } from '../../../src/providers/ebbot/seen.ts';

const row = (status: 'OPEN' | 'RESOLVED'): Conversation => ({ source: 'ebbot', nativeId: '1', status });

test('the latest row of a chat is recalled, whichever was read last', () => {
  const seen = createSeen();
  seen.remember('key', row('RESOLVED'), 2000);
  seen.remember('key', row('OPEN'), 1000);
  expect(seen.recall('key', '1')).toEqual(row('RESOLVED'));
  seen.remember('key', row('OPEN'), 2000);
  expect(seen.recall('key', '1')).toEqual(row('OPEN'));
});

test('what one credential saw is not shown to another', () => {
  const seen = createSeen();
  seen.remember('key', row('OPEN'), 1000);
  expect(seen.recall('other key', '1')).toBeUndefined();
});

test('memory is bounded', () => {
  const seen = createSeen();
  for (let number = 0; number <= 2000; number += 1) {
    seen.remember('key', { source: 'ebbot', nativeId: String(number) }, 1000);
  }
  expect(seen.recall('key', '0')).toBeUndefined();
  expect(seen.recall('key', '2000')).toBeDefined();
});
