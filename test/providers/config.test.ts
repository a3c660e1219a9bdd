import { expect, test } from 'vitest';
import { z } from 'zod';
import { baseUrl, credential } from '../../src/providers/config.ts';
import { Secret } from '../../src/secret.ts';

const config = z.strictObject({ baseUrl: baseUrl('https://api.example.com/v1'), apiKey: credential() });

test('the base URL has a default and loses its trailing slashes', () => {
  expect(config.parse({ apiKey: 'k' }).baseUrl).toBe('https://api.example.com/v1');
  expect(config.parse({ apiKey: 'k', baseUrl: 'http://127.0.0.1:8080/v1//' }).baseUrl).toBe(
    'http://127.0.0.1:8080/v1',
  );
});

test.each([
  'ftp://a.example',
  'a.example/v1',
  '',
  'https://me:pw@a.example',
  'https://me@a.example',
  'http://a/?key=pw',
  'http://a/#pw',
  'http:\\\\a.example',
  'https://a.exa\tmple',
  ' https://a.example',
  'https:a.example',
])('the base URL %j is refused without being repeated', (url) => {
  const result = config.safeParse({ apiKey: 'k', baseUrl: url });
  expect(result.error?.issues.map(({ path }) => path)).toEqual([['baseUrl']]);
  expect(result.error?.message).not.toContain('pw');
});

test('a credential becomes a secret', () => {
  const { apiKey } = config.parse({ apiKey: 'xbk_live_1' });
  expect(apiKey).toBeInstanceOf(Secret);
  expect(apiKey.reveal()).toBe('xbk_live_1');
});

test.each(['', 'two words', 'line\n', 'schlüssel'])(
  'the credential %j is refused without being repeated',
  (apiKey) => {
    const result = config.safeParse({ apiKey });
    expect(result.error?.issues.map(({ path }) => path)).toEqual([['apiKey']]);
    expect(result.error?.message).not.toMatch(/words|line|schl/);
  },
);

test('an editor is told the default URL, and that a key is a text', () => {
  expect(z.toJSONSchema(config, { io: 'input' })).toMatchObject({
    required: ['apiKey'],
    properties: {
      baseUrl: { type: 'string', default: 'https://api.example.com/v1' },
      apiKey: { type: 'string' },
    },
  });
});
