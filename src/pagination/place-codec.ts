import type { ByteReader, ByteWriter } from './bytes.ts';
import { type Anchor, DIGEST_BYTES, keyOf, type Place } from './place.ts';

const DONE = 1;
const DISORDERED = 2;
const ABSENT = 4;
const TOTAL = 8;
const BASE = 16;
const FAILURE = 32;
const KEY = 64;
const AT_END = 128;
/** Beside the number of anchors. */
const ABOVE = 128;
const SINCE = 64;

/** Writes a place in some 40 bytes: most of them are its anchors. */
export function writePlace(out: ByteWriter, place: Place): void {
  const anchor = place.anchors[0];
  const hasKey = place.key !== (anchor ? keyOf(anchor.time) : Infinity);
  out.byte(
    (place.isDone ? DONE : 0) |
      (place.isDisordered ? DISORDERED : 0) |
      (place.isAbsent ? ABSENT : 0) |
      (place.total === undefined ? 0 : TOTAL) |
      (place.base === undefined ? 0 : BASE) |
      (place.failure ? FAILURE : 0) |
      (hasKey ? KEY : 0) |
      (place.isAtEnd ? AT_END : 0),
  );
  out.number(place.position);
  out.byte(place.anchors.length | (place.isAbove ? ABOVE : 0) | (place.since === undefined ? 0 : SINCE));
  writeAnchors(out, place.anchors);
  if (hasKey) writeTime(out, Number.isFinite(place.key) ? place.key : null);
  if (place.total !== undefined) out.number(place.total);
  if (place.base !== undefined) out.number(place.base);
  if (place.failure) {
    out.number(place.failure.retryAt);
    out.text(place.failure.word);
  }
  if (place.since !== undefined) out.number(place.since);
}

export function readPlace(from: ByteReader): Place {
  const flags = from.byte();
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const position = from.number();
  const shape = from.byte();
  const anchors = readAnchors(from, shape & ~(ABOVE | SINCE));
  const anchor = anchors[0];
  const key = has(KEY) ? keyOf(readTime(from)) : anchor ? keyOf(anchor.time) : Infinity;
  return {
    position,
    anchors,
    isAbove: (shape & ABOVE) !== 0,
    key,
    isDone: has(DONE),
    isDisordered: has(DISORDERED),
    isAbsent: has(ABSENT),
    isAtEnd: has(AT_END),
    total: has(TOTAL) ? from.number() : undefined,
    base: has(BASE) ? from.number() : undefined,
    failure: has(FAILURE) ? { retryAt: from.number(), word: from.text() } : undefined,
    since: (shape & SINCE) === 0 ? undefined : from.number(),
  };
}

/** Times after the first are written as differences, which are short where neighbours are close in time. */
function writeAnchors(out: ByteWriter, anchors: readonly Anchor[]): void {
  let previous = 0;
  for (const { id, time } of anchors) {
    out.hex(id);
    writeTime(out, time === null ? null : time - previous);
    previous = time ?? previous;
  }
}

function readAnchors(from: ByteReader, count: number): Anchor[] {
  let previous = 0;
  return Array.from({ length: count }, () => {
    const id = from.hex(DIGEST_BYTES);
    const difference = readTime(from);
    const time = difference === null ? null : difference + previous;
    previous = time ?? previous;
    return { id, time };
  });
}

/** A time is shifted by one to the side of its sign, so that 0 is free to mean none. */
function writeTime(out: ByteWriter, time: number | null): void {
  out.signed(time === null ? 0 : time < 0 ? time : time + 1);
}

function readTime(from: ByteReader): number | null {
  const value = from.signed();
  return value === 0 ? null : value < 0 ? value : value - 1;
}
