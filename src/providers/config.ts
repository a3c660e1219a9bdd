/** Configuration keys that several providers share. Messages never repeat the value: it may be, or hold, a credential. */
import { z } from 'zod';
import { Secret } from '../secret.ts';

/** Where the API is found: http or https, without credentials, query or fragment; read without its trailing slashes. */
export function baseUrl(fallback: string) {
  return z
    .string()
    .refine(isBaseUrl, {
      error: 'must be an http:// or https:// URL without user name, password, query string or fragment',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .prefault(fallback);
}

const VISIBLE = {
  form: /^[\x21-\x7e]+$/,
  error: 'must be one or more visible ASCII characters without spaces',
};

/** A key that is sent in a header. Where all keys of a provider have one form, `error` says which. */
export function credential({ form, error }: Readonly<typeof VISIBLE> = VISIBLE) {
  return z
    .string()
    .regex(VISIBLE.form, { error: VISIBLE.error, abort: true })
    .regex(form, { error })
    .transform((key) => new Secret(key));
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  // What the parser leaves out or puts straight does not belong there in the first place.
  if (url === null || !/^https?:\/\/[^\s\\]+$/i.test(text)) return false;
  return url.username === '' && url.password === '' && !/[?#]/.test(text);
}
