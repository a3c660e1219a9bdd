/** From what a verified token claims to the caller it stands for. */
import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { scopesNamed, type Caller } from '../caller.ts';
import { badCredential } from './refusals.ts';

const LONGEST_NAME = 200;

/** Throws `UnauthenticatedError` for a claim of ours that cannot be read: what was meant to bind must not be dropped. */
export function callerOf(claims: JWTPayload, token: string): Caller {
  const { sub } = claims;
  const isNamed = typeof sub === 'string' && sub !== '';
  return {
    // Without a subject nothing else is sure to tell two holders apart.
    id: isNamed ? `jwt:${sub}` : `token:${createHash('sha256').update(token).digest('base64url')}`,
    name: isNamed ? sub.slice(0, LONGEST_NAME) : 'token',
    scopes: scopesNamed(words(claims, 'scope') ?? []),
    sources: setOf(words(claims, 'switchboard_sources')),
    conversations: setOf(words(claims, 'switchboard_conversations')),
  };
}

/** A claim that lists words: a list of texts, or one text with spaces between. Undefined where the token does not have it. */
function words(claims: JWTPayload, name: string): readonly string[] | undefined {
  const value = claims[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  if (Array.isArray(value) && value.every((word) => typeof word === 'string')) return value;
  throw badCredential(
    `The token's claim \`${name}\` must be a list of texts, or a text with spaces between.`,
  );
}

function setOf(list: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return list && new Set(list);
}
