import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFileTokens, type FileTicket } from '../../src/data-sources/file-tokens.ts';
import { createKeyring } from '../../src/keyring.ts';
import { revealed, Secret } from '../../src/secret.ts';

const old = new Secret('an old secret of thirty-two bytes, or more');
const current = new Secret('a new secret of thirty-two bytes, or more');
const ticket: FileTicket = {
  source: 'site',
  conversation: new Secret('visitor-7f3'),
  activityId: '481',
  fileId: '7',
  disposition: 'INLINE',
};
const BEGIN = Date.parse('2026-03-31T12:00:00.250Z');

function tokens(secrets: [Secret, ...Secret[]] = [current], now = () => BEGIN) {
  return createFileTokens({ keyring: createKeyring(secrets), life: 900, now });
}

const ID = fc.string({ unit: 'binary' });
const tickets: fc.Arbitrary<FileTicket> = fc.record({
  source: ID,
  conversation: ID.map((id) => new Secret(id)),
  activityId: ID,
  fileId: ID,
  disposition: fc.constantFrom('ATTACHMENT', 'INLINE'),
});

/** With the conversation's id readable, for comparing. */
const plain = (read: ReturnType<ReturnType<typeof tokens>['read']>) =>
  typeof read === 'object' ? { ...read, conversation: revealed(read.conversation) } : read;

test('a token is read as it was issued, whatever the ids', () => {
  fc.assert(
    fc.property(tickets, (each) => {
      const { token } = tokens().issue(each);
      expect(token).toMatch(/^[\w-]+$/);
      expect(plain(tokens().read(token))).toEqual(plain(each));
    }),
  );
});

test('it shows nothing of what it opens', () => {
  const { token } = tokens().issue(ticket);
  const seen = `${token} ${Buffer.from(token, 'base64url').toString('latin1')}`;
  for (const text of ['site', 'visitor-7f3', '481', 'INLINE']) expect(seen).not.toContain(text);
});

test('one byte changed anywhere is refused', () => {
  const { token } = tokens().issue(ticket);
  const character = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.nat(token.length - 1), character, (at, other) => {
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      fc.pre(changed !== token);
      expect(tokens().read(changed)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test('so is the last byte, changed to any other', () => {
  const { token } = tokens().issue(ticket);
  for (let code = 0; code < 256; code += 1) {
    const changed = token.slice(0, -1) + String.fromCharCode(code);
    if (changed !== token) expect(tokens().read(changed)).toBeUndefined();
  }
});

test('what is added or left out is refused', () => {
  const { token } = tokens().issue(ticket);
  for (const changed of ['', token.slice(1), token.slice(0, -1), `${token}A`, `${token}=`, ` ${token}`]) {
    expect(tokens().read(changed)).toBeUndefined();
  }
});

test('whatever was not issued is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tokens().read(text)).toBeUndefined();
    }),
  );
});

test('it works until it expires, to the millisecond', () => {
  const { token, expiresAt } = tokens().issue(ticket);
  expect(expiresAt).toBe('2026-03-31T12:15:01.000Z');
  const at = (moment: number) => tokens([current], () => moment).read(token);
  expect(at(Date.parse(expiresAt) - 1)).toMatchObject({ source: 'site' });
  expect(at(Date.parse(expiresAt))).toBe('expired');
  expect(at(Date.parse(expiresAt) + 1e9)).toBe('expired');
});

test('a new secret reads the links of the old one while both are given', () => {
  const { token } = tokens([old]).issue(ticket);
  expect(plain(tokens([current, old]).read(token))).toEqual(plain(ticket));
  expect(tokens([current]).read(token)).toBeUndefined();
});

test('what was sealed for another purpose is no token', () => {
  const sealed = createKeyring([current]).seal('id:site', 'visitor-7f3');
  expect(tokens().read(sealed)).toBeUndefined();
});
