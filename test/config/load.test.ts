import { expect, test } from 'vitest';
import { ConfigError, configFrom, loadConfig } from '../../src/config.ts';
import { parseConfig } from '../../src/config/text.ts';
import { Secret } from '../../src/secret.ts';

const environment = { XE_KEY: 'xbk_live_1', SWITCHBOARD_SECRET: 's'.repeat(32), EMPTY: '' };
const xe = { key: 'xe', provider: 'xe-chat', apiKey: 'xbk_live_1' };

/** The fault lines of what must not be accepted. */
function faults(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** Faults without the lists of known keys, which grow. */
const shortened = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/(?<=known here: )[A-Za-z, ]+[A-Za-z]/, '…'));

const parse = (text: string) => parseConfig(text, environment, 'switchboard.yaml');

test('a YAML file gives a complete configuration', async () => {
  const config = await loadConfig({
    file: 'switchboard.yaml',
    environment,
    readFile: (file) => {
      expect(file).toBe('switchboard.yaml');
      return Promise.resolve(`
secret: "\${SWITCHBOARD_SECRET}"
publicUrl: https://chat.example/
sources:
  - { key: xe, provider: xe-chat, baseUrl: "http://127.0.0.1:9/v1/chat/", apiKey: "\${XE_KEY}" }
  - { key: site, provider: squirrelstack, siteKey: pk_1, origin: "https://shop.example", name: Shop }
`);
    },
  });
  expect(config).toMatchObject({
    secret: [new Secret('s'.repeat(32))],
    publicUrl: 'https://chat.example',
    sources: [
      {
        key: 'xe',
        provider: 'xe-chat',
        name: 'Xe Chat',
        settings: { baseUrl: 'http://127.0.0.1:9/v1/chat', apiKey: new Secret('xbk_live_1') },
      },
      {
        key: 'site',
        provider: 'squirrelstack',
        name: 'Shop',
        settings: {
          baseUrl: 'https://squirrelstack.app/api/v1/chat',
          siteKey: new Secret('pk_1'),
          origin: 'https://shop.example',
        },
      },
    ],
    cors: { origins: [] },
    cache: {
      enabled: true,
      lives: { conversations: 5, contacts: 60, agents: 60, inboxes: 300, messages: 2 },
      staleWindows: {},
      maxBytes: 67_108_864,
    },
    limits: {
      operationTimeout: 10,
      callTimeout: 5,
      connections: 256,
      waitingCalls: 5000,
      readRetries: 2,
      breakerOpen: 10,
      maxReplyBytes: 8_388_608,
      pageSize: { default: 25, max: 100 },
      transcriptEntries: 1000,
    },
    logging: { level: 'info' },
  });
  const settings = config.sources[0]?.settings as { apiKey: Secret };
  expect(settings.apiKey.reveal()).toBe('xbk_live_1');
});

test('JSON is read as well, tabs and all', () => {
  const config = parse(JSON.stringify({ sources: [xe], cache: { enabled: false } }, null, '\t'));
  expect(config.sources.map(({ key }) => key)).toEqual(['xe']);
  expect(config.cache.enabled).toBe(false);
  expect(config.secret).toBeUndefined();
});

test('the configuration is frozen to the depth', () => {
  const config = configFrom({ sources: [xe] });
  const frozen = [config, config.sources, config.sources[0], config.sources[0]?.settings, config.cache.lives];
  expect(frozen.map((part) => Object.isFrozen(part))).toEqual(frozen.map(() => true));
});

test('the first secret of a list writes', () => {
  const { secret } = configFrom({ sources: [xe], secret: ['a'.repeat(32), 'b'.repeat(32)] });
  expect(secret?.map((each) => each.reveal())).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
});

test('a secret is measured in bytes', () => {
  expect(configFrom({ sources: [xe], secret: 'é'.repeat(16) }).secret).toHaveLength(1);
  expect(faults(() => configFrom({ sources: [xe], secret: 'é'.repeat(15) }))).toEqual([
    'secret: must be a text of at least 32 bytes, or a list of such texts',
  ]);
});

test.each([[[]], [['a'.repeat(32), 'short']], [{}], [null], [7]])('%j is no secret', (secret) => {
  expect(faults(() => configFrom({ sources: [xe], secret }))).toHaveLength(1);
});

test('all faults are reported together, by name and line', () => {
  const text = `
sources:
  - key: xe
    provider: xe-chat
    baseUrl: ftp://api.example/v1
    apiKey: "\${NO_SUCH_KEY}"
    colour: red
  - { key: "7th", provider: ebbot, apiKey: "a b" }
  - { key: xe, provider: whatever }
  - { provider: xe-chat, apiKey: "\${EMPTY}" }
limits:
  callTimeout: soon
  pageSize: { default: 50, max: 10 }
cache: { enabled: "yes", lives: { agents: -1 }, size: 3 }
logging: { level: loud }
auth: { apiKeys: [] }
redis: { url: "redis://127.0.0.1" }
port: 4000
`;
  const lines = faults(() => parse(text));
  expect(shortened(lines).sort()).toEqual(
    [
      'sources[0].apiKey: needs the environment variable NO_SUCH_KEY, which is not set (line 6)',
      'sources[3].apiKey: needs the environment variable EMPTY, which is empty (line 10)',
      'auth.apiKeys: must have at least one entry (line 16)',
      'redis: is not available in this version: remove it, and run one process (line 17)',
      'sources[2].key: is already the key of sources[0] (line 9)',
      'sources[0].baseUrl: must be an http:// or https:// URL without user name, password, query string or fragment (line 5)',
      'sources[0].colour: is not a known key; known here: … (line 7)',
      'sources[1].key: must begin with a letter and hold letters, digits, - and _ only, at most 63 characters (line 8)',
      'sources[1].apiKey: must be one or more visible ASCII characters without spaces (line 8)',
      'sources[2].provider: must be one of xe-chat, squirrelstack, ebbot, zaia (line 9)',
      'sources[3].key: is missing (line 10)',
      'limits.callTimeout: must be a number (line 12)',
      'limits.pageSize.default: must not exceed limits.pageSize.max (line 13)',
      'cache.enabled: must be true or false (line 14)',
      'cache.lives.agents: must be at least 0 (line 14)',
      'cache.size: is not a known key; known here: … (line 14)',
      'logging.level: must be one of trace, debug, info, warn, error, fatal, silent (line 15)',
      'port: is not a known key; known here: … (line 18)',
    ].sort(),
  );
});

test('the message has a heading and no stack, and an unknown key is told the known ones', () => {
  const run = () => parseConfig('sources: [{}]\nport: 1', {}, 'chat.yaml');
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(
    /^chat\.yaml cannot be used \(2 faults\):\n {2}sources\[0\]\.provider: .+\n {2}port: .+; known here: secret, publicUrl, .+ \(line 2\)$/,
  );
});

test.each([
  ['', ['the whole: must be a mapping of keys to values']],
  ['- a', ['the whole: must be a mapping of keys to values (line 1)']],
  ['{}', ['sources: is missing (line 1)']],
  ['sources:', ['sources: must be a list (line 1)']],
  ['sources: []', ['sources: must have at least one entry (line 1)']],
  ['sources: [xe]', ['sources[0]: must be a mapping of keys to values (line 1)']],
  ['sources: {}', ['sources: must be a list (line 1)']],
])('%j is refused', (text, expected) => {
  expect(faults(() => parse(text))).toEqual(expected);
});

test.each([
  ['sources: [\n  { key: xe', /^line 2, column \d+: /],
  ['secret: a\nsecret: b', /^line 2, column 1: Map keys must be unique$/],
  ['a: 1\n---\nb: 2', /^line 2, column 1: /],
  ['secret: *nowhere', /^line 1, column \d+: |^has aliases/],
])('broken YAML %j is told by its line', (text, expected) => {
  expect(faults(() => parse(text))[0]).toMatch(expected);
});

test('faults never show the value', () => {
  const canary = 'canary-4711';
  const texts = [
    `secret: ${canary}\nsources: [{ key: "${canary}!", provider: ${canary}, apiKey: "${canary} " }]`,
    `secret: { ${canary}`,
    `secret: "\${${canary}}"\nsources: []`,
    `publicUrl: "http://user:${canary}@host/"\nsources: 4`,
  ];
  for (const text of texts) expect(faults(() => parse(text)).join()).not.toContain(canary);
});

test('aliases that unfold without end are refused', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const below = level === 0 ? 'x' : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 9 }, () => below).join(', ')}]`;
  });
  expect(faults(() => parse(levels.join('\n')))).toEqual(['has aliases that unfold too far']);
});

test.each([
  ['ENOENT', 'cannot be read: there is no such file'],
  ['EACCES', 'cannot be read: it may not be read'],
])('a file that fails with %s is a fault', async (code, line) => {
  const readFile = () => Promise.reject(Object.assign(new Error(), { code }));
  await expect(loadConfig({ file: 'a.yaml', environment: {}, readFile })).rejects.toThrow(
    new ConfigError('a.yaml', [line]),
  );
});

test('a file that is not there is a fault', async () => {
  await expect(loadConfig({ file: '/nowhere/a.yaml', environment: {} })).rejects.toThrow(
    'cannot be read: there is no such file',
  );
});

test('origins of cors must be origins', () => {
  expect(configFrom({ sources: [xe], cors: { origins: ['https://crm.example'] } }).cors.origins).toEqual([
    'https://crm.example',
  ]);
  expect(
    faults(() => configFrom({ sources: [xe], cors: { origins: ['https://crm.example/', '*'] } })),
  ).toEqual([
    'cors.origins[0]: must be a web origin such as https://crm.example, without a path',
    'cors.origins[1]: must be a web origin such as https://crm.example, without a path',
  ]);
});

test('keys of callers are told apart, and name what there is', () => {
  const apiKeys = [
    { name: 'crm', key: 'canary-1', scopes: ['conversations:read', 'conversations:delete'] },
    { name: 'crm', key: 'canary-2', scopes: ['*'], sources: ['xe', 'nowhere'] },
    { name: 'bot', key: 'canary-1', scopes: [] },
  ];
  const lines = faults(() => configFrom({ sources: [xe], auth: { apiKeys } }));
  expect(lines.map((line) => line.replace(/one of .*/, 'one of …'))).toEqual([
    'auth.apiKeys[1].name: is already the name of auth.apiKeys[0]',
    'auth.apiKeys[2].key: is the same key as that of auth.apiKeys[0]',
    'auth.apiKeys[1].sources[1]: is not the key of any source',
    'auth.apiKeys[0].scopes[1]: must be one of …',
  ]);
  expect(lines.join()).not.toContain('canary');
});

test.each([
  ['http://login.example/jwks', false],
  ['https://user:pass@login.example/jwks', false],
  ['ftp://login.example/jwks', false],
  ['https://login.example/jwks', true],
  ['http://127.0.0.1:9/jwks', true],
  ['http://[::1]:9/jwks', true],
])('public keys from %s: %s', (jwksUri, isFine) => {
  const jwt = { jwksUri, issuer: 'https://login.example/', audience: 'switchboard' };
  const run = () => configFrom({ sources: [xe], auth: { jwt } });
  if (isFine) expect(run().auth?.jwt?.clockSkewSeconds).toBe(30);
  else expect(faults(run)).toEqual([expect.stringMatching(/^auth\.jwt\.jwksUri: must be an https/)]);
});

test.each([['none'], ['HS256']])('%s is no algorithm for tokens', (algorithm) => {
  const jwt = { jwksUri: 'https://a.example/', issuer: 'a', audience: ['b'], algorithms: [algorithm] };
  expect(faults(() => configFrom({ sources: [xe], auth: { jwt } }))).toEqual([
    expect.stringMatching(/^auth\.jwt\.algorithms\[0\]: must be one of RS256/),
  ]);
});
