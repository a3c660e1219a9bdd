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
  [{ 'retry-after': '1.5' }, 2],
  [{ 'retry-after': '2678400' }, 2_678_400],
  [{ 'retry-after': '2678401' }, undefined],
  [{ 'retry-after': 'Fri, 31 Dec 2286 00:00:00 GMT' }, undefined],
  [{ 'x-ratelimit-reset': '9999999999' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': '99999999999999999999' }, undefined],
  [{ 'x-ratelimit-reset': 'midnight' }, undefined],
  [{}, undefined],
])('%j is %s', (headers, seconds) => {
  expect(retryAfter(headers, NOW)).toBe(seconds);
});
