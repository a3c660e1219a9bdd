/** The visitor token: whoever knows it reads and writes the conversation, so that it is shown to nobody. */
import { createHash } from 'node:crypto';
import type { Secret } from '../../secret.ts';

/** Keys of SquirrelStack's payloads that hold a secret. */
const SECRET_KEYS = new Set(['visitor_token', 'conversation_token']);

/** A token shorter than this is hidden only where it stands alone: blotting it out of words would eat ordinary ones. */
const SHORTEST_IN_WORDS = 6;

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

/** A payload as it may be shown: without the keys that hold secrets, and with the token blotted out. */
export function withoutSecrets(payload: unknown, token: Secret): unknown {
  const plain = token.reveal();
  const forms = [...new Set([plain, encodeURIComponent(plain)])];
  const places = plain.length < SHORTEST_IN_WORDS ? forms.map(partOfUrl) : forms;
  const hidden = String(token);
  return strip(payload, (value) => {
    if (forms.includes(String(value))) return hidden;
    if (typeof value === 'number') return value;
    return places.reduce<string>((kept, place) => kept.replaceAll(place, hidden), value);
  });
}

/** The whole of a path's segment, of a parameter or of a fragment, also where the URL is itself a part of one. Not the name in `</a>`. */
function partOfUrl(form: string): RegExp {
  const literal = form.replaceAll(
    /[^\w%]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
  return new RegExp(
    `(?<=[/?#&=]|%(?:2F|3F|23|26|3D))(?<!</)${literal}(?![\\w~-]|\\.\\w|%(?!2F|3F|23|26|3D))`,
    'gu',
  );
}

function strip(payload: unknown, blot: (value: string | number) => string | number, depth = 0): unknown {
  if (typeof payload === 'string' || typeof payload === 'number') return blot(payload);
  if (typeof payload !== 'object' || payload === null) return payload;
  if (depth === DEEPEST) return null;
  if (Array.isArray(payload)) return payload.map((item) => strip(item, blot, depth + 1));
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => !SECRET_KEYS.has(key))
      .map(([key, value]) => [key, strip(value, blot, depth + 1)]),
  );
}
