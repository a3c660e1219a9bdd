import { hash } from 'node:crypto';
import { BadInputError } from '../errors.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { readPlace, writePlace } from './place-codec.ts';
import type { Place } from './place.ts';
import type { Signer } from './types.ts';

/** What a cursor says: a place in each listing, in rank order. */
export interface Position {
  readonly places: readonly Place[];
  /** Rank of the listing whose last row before the gap is the cursor's own row; undefined on an empty page. */
  readonly own: number | undefined;
}

export interface CursorCodec {
  encode(position: Position): string;
  /** Throws BadInputError naming `argument` unless the cursor was made by `encode` under the same signer, binding and version. */
  decode(cursor: string, argument: 'after' | 'before'): Position;
}

const VERSION = 1;

/**
 * Cursors for one connection. `binding`, a text or JSON, names its field, parent and filter, `keys` its listings in rank order: neither is in
 * the cursor, both are in what is signed.
 */
export function cursorCodec(signer: Signer, binding: unknown, keys: readonly string[]): CursorCodec {
  let bound: string | undefined;
  const signed = (payload: string): string => {
    bound ??= hash('sha256', JSON.stringify([textOf(binding), ...keys]), 'base64url');
    return `cursor.${VERSION}.${bound}.${payload}`;
  };
  return {
    encode(position) {
      const out = new ByteWriter();
      out.byte(position.own === undefined ? 0 : position.own + 1);
      for (const place of position.places) writePlace(out, place);
      const payload = out.finish('base64url');
      return `${payload}.${signer.sign(signed(payload))}`;
    },
    decode(cursor, argument) {
      const dot = cursor.indexOf('.');
      const payload = cursor.slice(0, Math.max(dot, 0));
      if (!signer.verify(signed(payload), cursor.slice(dot + 1))) {
        throw new BadInputError(
          `${argument}: "${abridged(cursor)}" is not a cursor of this list. Use one that the same field gave under the same filter, unchanged, or start without it.`,
        );
      }
      const from = new ByteReader(payload, 'base64url');
      const own = from.byte();
      return { own: own === 0 ? undefined : own - 1, places: keys.map(() => readPlace(from)) };
    },
  };
}

function textOf(binding: unknown): string {
  return typeof binding === 'string' ? binding : JSON.stringify(binding);
}

function abridged(cursor: string): string {
  return cursor.length <= 24 ? cursor : `${cursor.slice(0, 24)}…`;
}
