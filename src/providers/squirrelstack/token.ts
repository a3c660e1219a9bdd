/** The visitor token: whoever knows it reads and writes the conversation, so that it is shown to nobody. */
import { createHash } from 'node:crypto';
import type { Secret } from '../../secret.ts';

/** Keys of SquirrelStack's payloads that hold a secret. */
const SECRET_KEYS = new Set(['visitor_token', 'conversation_token']);

/** What a token shorter than this hides is guessed anyway, and blotting it out would eat ordinary words. */
const SHORTEST_HIDDEN = 6;

/** Levels of nesting; what lies deeper is left out, so that no payload exhausts the stack. */
const DEEPEST = 32;

/** Names a conversation where its token must not appear: the keys of lists and of cache epochs. Cannot be reversed. */
export function pseudonym(token: Secret): string {
  return digest(`switchboard visitor ${token.reveal()}`);
}

/** 96 bits of SHA-256 in base64url. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** A payload as it may be shown: without the keys that hold secrets, and with the token blotted out of links. */
export function withoutSecrets(payload: unknown, token: Secret): unknown {
  const plain = token.reveal();
  const forms = plain.length < SHORTEST_HIDDEN ? [] : [plain, encodeURIComponent(plain)];
  return strip(payload, (text) => forms.reduce((kept, form) => kept.replaceAll(form, String(token)), text));
}

function strip(payload: unknown, blot: (text: string) => string, depth = 0): unknown {
  if (typeof payload === 'string') return blot(payload);
  if (typeof payload !== 'object' || payload === null) return payload;
  if (depth === DEEPEST) return null;
  if (Array.isArray(payload)) return payload.map((item) => strip(item, blot, depth + 1));
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => !SECRET_KEYS.has(key))
      .map(([key, value]) => [key, strip(value, blot, depth + 1)]),
  );
}
