import { expect, test } from 'vitest';
import { ebbot } from '../../../src/providers/ebbot/index.ts';

test('a key is enough', () => {
  const config = ebbot.config.parse({ apiKey: 'public.secret' });
  expect(config).toMatchObject({ baseUrl: 'https://ebbot.eu', timeZone: 'UTC', maxLimit: 50 });
  const transport = ebbot.transport(config);
  expect(transport.baseUrl).toBe('https://ebbot.eu');
  expect(transport.headers(config.apiKey)).toEqual({ 'x-api-key': 'public.secret' });
  expect(transport.budgets).toEqual([{ name: 'default', limit: 20, windowSeconds: 60 }]);
});

test.each([
  ['no key', {}],
  ['a zone that is none', { apiKey: 'public.secret', timeZone: 'Mars/Olympus' }],
  ['a key without its secret part', { apiKey: 'public' }],
  ['a limit of none', { apiKey: 'public.secret', maxLimit: 0 }],
  ['an unknown key', { apiKey: 'public.secret', timezone: 'UTC' }],
])('%s is a fault', (_name, config) => {
  expect(ebbot.config.safeParse(config).success).toBe(false);
});
