import { expect, test } from 'vitest';
import { zaia } from '../../../src/providers/zaia/index.ts';

test('a key is enough', () => {
  const config = zaia.config.parse({ apiKey: 'key' });
  const transport = zaia.transport(config);
  expect(transport.baseUrl).toBe('https://api.endless.zaia.app');
  expect(transport.headers(config.apiKey)).toEqual({ authorization: 'key' });
  expect(transport.budgets).toEqual([]);
});

test('the key may be a bearer token', () => {
  const config = zaia.config.parse({ apiKey: 'key', authScheme: 'bearer' });
  const transport = zaia.transport(config);
  expect(transport.headers(config.apiKey)).toEqual({ authorization: 'Bearer key' });
});

test.each([
  ['no key', {}],
  ['another scheme', { apiKey: 'key', authScheme: 'basic' }],
  ['an unknown key', { apiKey: 'key', timeZone: 'UTC' }],
])('%s is a fault', (_name, config) => {
  expect(zaia.config.safeParse(config).success).toBe(false);
});
