import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyring } from '../src/keyring.ts';
import { Secret } from '../src/secret.ts';

const old = new Secret('o'.repeat(32));
const current = new Secret('c'.repeat(32));
const keyring = createKeyring([current, old]);

test('a seal opens to what was sealed, and is the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = keyring.seal('id:site', text);
      expect(sealed).toBe(keyring.seal('id:site', text));
      expect(keyring.open('id:site', sealed)).toBe(text);
    }),
  );
});

test('a seal opens only for its purpose, unchanged, under one of the secrets', () => {
  const sealed = keyring.seal('id:site', 'visitor-42');
  const [first = ''] = sealed;
  expect(keyring.open('id:shop', sealed)).toBeUndefined();
  expect(keyring.open('id:site', (first === 'A' ? 'B' : 'A') + sealed.slice(1))).toBeUndefined();
  expect(keyring.open('id:site', '')).toBeUndefined();
  expect(createKeyring([old]).open('id:site', sealed)).toBeUndefined();
  expect(keyring.open('id:site', createKeyring([old]).seal('id:site', 'visitor-42'))).toBe('visitor-42');
});

test('one text has one seal: no other spelling of its bytes is opened', () => {
  const sealed = keyring.seal('id:site', 'visitor-4');
  expect(Buffer.from(`${sealed}=`, 'base64url')).toEqual(Buffer.from(sealed, 'base64url'));
  for (const spelling of [
    `${sealed}=`,
    ` ${sealed}`,
    `${sealed}!`,
    sealed.slice(0, 4) + '.' + sealed.slice(4),
  ]) {
    expect(keyring.open('id:site', spelling), spelling).toBeUndefined();
  }
});

test('a signature holds for its purpose and text, under one of the secrets', () => {
  const signature = keyring.sign('cursor', 'payload');
  expect(keyring.verify('cursor', 'payload', signature)).toBe(true);
  expect(keyring.verify('link', 'payload', signature)).toBe(false);
  expect(keyring.verify('cursor', 'payload2', signature)).toBe(false);
  expect(keyring.verify('cursor', 'payload', createKeyring([old]).sign('cursor', 'payload'))).toBe(true);
  expect(createKeyring([old]).verify('cursor', 'payload', signature)).toBe(false);
});

test('a signature is compared as a whole: nothing before, behind or in place of it', () => {
  const signature = keyring.sign('cursor', 'payload');
  for (const bad of ['', `${signature}A`, `${signature}=`, ` ${signature}`, signature.slice(0, -1)]) {
    expect(keyring.verify('cursor', 'payload', bad), bad).toBe(false);
  }
});
