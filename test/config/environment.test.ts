import { expect, test } from 'vitest';
import { ConfigError, configFromEnvironment } from '../../src/config.ts';
import { requiredVariables } from '../../src/config/environment.ts';
import { Secret } from '../../src/secret.ts';

test('an environment without credentials tells of no source', () => {
  expect(
    configFromEnvironment({ PATH: '/bin', XE_CHAT_API_KEY: '', EBBOT_URL: 'https://v2.ebbot.app' }),
  ).toBe(undefined);
});

test('every provider whose credential is set is a source under its default key', () => {
  const config = configFromEnvironment({
    XE_CHAT_API_KEY: 'xbk_live_1',
    SQUIRRELSTACK_SITE_KEY: 'pk_1',
    EBBOT_API_KEY: 'public.secret',
    EBBOT_URL: 'https://v2.ebbot.app/',
    ZAIA_API_KEY: 'zk_1',
    SWITCHBOARD_SECRET: 'x'.repeat(40),
  });
  expect(config?.sources.map(({ key, provider }) => `${key} ${provider}`)).toEqual([
    'xe xe-chat',
    'site squirrelstack',
    'ebbot ebbot',
    'zaia zaia',
  ]);
  expect(config?.sources[2]?.settings).toMatchObject({ baseUrl: 'https://v2.ebbot.app', timeZone: 'UTC' });
  expect(config?.secret).toEqual([new Secret('x'.repeat(40))]);
});

test('one credential is enough', () => {
  expect(configFromEnvironment({ ZAIA_API_KEY: 'zk_1' })?.sources.map(({ key }) => key)).toEqual(['zaia']);
});

test('faults name the variables', () => {
  const run = () =>
    configFromEnvironment({
      XE_CHAT_API_KEY: 'with space',
      XE_CHAT_URL: 'nonsense',
      SQUIRRELSTACK_SITE_KEY: 'pk_1',
      SWITCHBOARD_SECRET: 'short',
    });
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(/^The environment cannot be used \(3 faults\):/);
  expect(run).toThrow('XE_CHAT_API_KEY: must be one or more visible ASCII characters');
  expect(run).toThrow('XE_CHAT_URL: must be an http:// or https:// URL');
  expect(run).toThrow('SWITCHBOARD_SECRET: must be a text of at least 32 bytes');
});

test('the variables that make a source are named', () => {
  expect(requiredVariables()).toEqual([
    'XE_CHAT_API_KEY',
    'SQUIRRELSTACK_SITE_KEY',
    'EBBOT_API_KEY',
    'ZAIA_API_KEY',
  ]);
});
