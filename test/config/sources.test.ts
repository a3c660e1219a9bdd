import { expect, test } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { Secret } from '../../src/secret.ts';

const XE = { key: 'xe', provider: 'xe-chat' };
const EBBOT = { key: 'ebbot', provider: 'ebbot' };

function faults(...sources: object[]): readonly string[] {
  try {
    configFrom({ sources });
  } catch (error) {
    return (error as { lines: readonly string[] }).lines;
  }
  return [];
}

test.each([{}, { credential: 'fixed' }])('a source with %j has a credential of its own', (more) => {
  const { sources } = configFrom({ sources: [{ ...XE, apiKey: 'xbk', ...more }] });
  expect(sources[0]?.credential).toBeInstanceOf(Secret);
  expect((sources[0]?.credential as Secret).reveal()).toBe('xbk');
});

test('a source may take the key of each caller from a header, and two may take it from one', () => {
  const callers = { credential: 'caller', header: 'X-Chat-Key' };
  const { sources } = configFrom({
    sources: [
      { ...XE, ...callers },
      { ...EBBOT, ...callers, timeZone: 'Europe/Stockholm' },
    ],
  });
  expect(sources.map(({ credential }) => credential)).toEqual([
    { header: 'x-chat-key' },
    { header: 'x-chat-key' },
  ]);
  expect(sources[1]?.settings).toMatchObject({ timeZone: 'Europe/Stockholm' });
});

test('what does not go together is told by name', () => {
  expect(
    faults(
      { ...XE, credential: 'caller', header: 'x-key', apiKey: 'canary' },
      { ...EBBOT, credential: 'caller' },
      { ...XE, key: 'other', apiKey: 'xbk', header: 'x-key' },
      { ...XE, key: 'odd', credential: 'each', header: 'x-key' },
    ),
  ).toEqual([
    'sources[0].apiKey: is not a known key; known here: baseUrl, key, provider, name, budgets, credential, header',
    'sources[1].header: is missing',
    'sources[2].header: is not a known key; known here: baseUrl, apiKey, key, provider, name, budgets, credential',
    'sources[3].credential: must be one of fixed, caller',
  ]);
});

test.each([
  'Authorization',
  'cookie',
  'Content-Type',
  'x-request-id',
  'switchboard-explain',
  'x-forwarded-for',
])('the header %s has a meaning already', (header) => {
  expect(faults({ ...XE, credential: 'caller', header })).toEqual([
    'sources[0].header: must be a header that nothing else uses, such as x-chat-key: this one has a meaning already',
  ]);
});

test.each(['', 'x key', 'x_key', 'x-key\r\nhost', 'schl\u00fcssel', '-x', 'x'.repeat(64)])(
  '%j is the name of no header',
  (header) => {
    expect(faults({ ...XE, credential: 'caller', header })).toEqual([
      'sources[0].header: must be the name of a header: a letter, then letters, digits and - only, at most 63 characters',
    ]);
  },
);

test("the form of a provider's keys is checked without their value", () => {
  for (const apiKey of ['canary', '.canary', 'canary.', '.']) {
    expect(faults({ ...EBBOT, apiKey })).toEqual([
      'sources[0].apiKey: must be the public and the secret key with a dot between them: "<public-key>.<secret-key>"',
    ]);
  }
  expect(faults({ ...EBBOT, apiKey: 'public.secret.with.dots' })).toEqual([]);
});
