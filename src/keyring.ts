/** The gateway's own secret put to use: seals ids, signs cursors and links. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Aes from '@noble/ciphers/aes.js';
import type { Cipher } from '@noble/ciphers/utils.js';
import type { Secret } from './secret.ts';

/** Purposes are kept apart: what is sealed or signed for one cannot be opened or verified for another. */
export interface Keyring {
  /** Deterministic authenticated encryption (AES-SIV): the same text gives the same seal. Base64url. */
  seal(purpose: string, text: string): string;
  /** The sealed text, or undefined for anything that was not sealed for this purpose under one of the secrets. */
  open(purpose: string, sealed: string): string | undefined;
  /** HMAC-SHA-256 truncated to 128 bits, base64url. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, signature: string): boolean;
}

const SIGNATURE_BYTES = 16;

const load = createRequire(import.meta.url);
let aes: typeof Aes | undefined;

/** The first secret writes, every one of them reads: rotation is to put the new one first. */
export function createKeyring(secrets: readonly [Secret, ...Secret[]]): Keyring {
  const [writing, ...reading] = secrets.map(createKey);
  if (writing === undefined) throw new TypeError('A keyring needs at least one secret.');
  const keys = [writing, ...reading];
  return {
    seal: (purpose, text) => writing.seal(purpose, text),
    open: (purpose, sealed) => firstDefined(keys, (key) => key.open(purpose, sealed)),
    sign: (purpose, text) => writing.sign(purpose, text).toString('base64url'),
    verify(purpose, text, signature) {
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== SIGNATURE_BYTES || given.toString('base64url') !== signature) return false;
      return keys.some((key) => timingSafeEqual(given, key.sign(purpose, text)));
    },
  };
}

function createKey(secret: Secret) {
  const signing = derive(secret, 'sign', 32);
  const sealing = derive(secret, 'seal', 64);
  return {
    sign: (purpose: string, text: string) =>
      createHmac('sha256', signing).update(`${purpose}\n${text}`).digest().subarray(0, SIGNATURE_BYTES),
    seal: (purpose: string, text: string) =>
      Buffer.from(cipher(sealing, purpose).encrypt(Buffer.from(text))).toString('base64url'),
    open(purpose: string, sealed: string): string | undefined {
      const bytes = Buffer.from(sealed, 'base64url');
      // One text has one seal: other characters that stand for the same bytes are refused.
      if (bytes.toString('base64url') !== sealed) return undefined;
      const opening = cipher(sealing, purpose);
      try {
        return Buffer.from(opening.decrypt(bytes)).toString();
      } catch {
        return undefined;
      }
    },
  };
}

/** What it takes is loaded at the first use: to load it is to compute tables, and many a gateway seals nothing. */
function cipher(key: Uint8Array, purpose: string): Cipher {
  aes ??= load('@noble/ciphers/aes.js') as typeof Aes;
  return aes.aessiv(key, Buffer.from(purpose));
}

function derive(secret: Secret, label: string, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret.reveal(), 'switchboard', label, bytes));
}

function firstDefined<T, R>(items: readonly T[], get: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const value = get(item);
    if (value !== undefined) return value;
  }
  return undefined;
}
