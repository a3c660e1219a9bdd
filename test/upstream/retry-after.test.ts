import { expect, test } from 'vitest';
import { retryAfter } from '../../src/upstream/retry-after.ts';

const NOW = Date.UTC(2026, 2, 31, 12, 0, 0);

test.each([
  [{ 'retry-after': '30' }, 30],
  [{ 'retry-after': ' 0 ' }, 0],
  [{ 'retry-after': 'Tue, 31 Mar 2026 12:01:00 GMT' }, 60],
  [{ 'retry-after': 'Tue, 31 Mar 2026 11:59:00 GMT' }, 0],
  [{ 'x-ratelimit-reset': String(NOW / 1000 + 7) }, 7],
  [{ 'retry-after': '5', 'x-ratelimit-reset': String(NOW / 1000 + 7) }, 5],
  [{ 'retry-after': 'soon', 'x-ratelimit-reset': String(NOW / 1000 + 7) }, 7],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': '99999999999999999999' }, undefined],
  [{ 'x-ratelimit-reset': 'midnight' }, undefined],
  [{}, undefined],
])('%j is %s', (headers, seconds) => {
  expect(retryAfter(headers, NOW)).toBe(seconds);
});
