/**
 * Readers of what providers answer, shared by the adapters' `wire.ts`. Most never fail: what is absent stays undefined ("not loaded"), what makes no
 * sense is null. Only a row without an id, or a reply that is no list, is refused.
 *
 * A reply has thousands of values: an object is read by a function that names its fields one by one, which takes a fraction of the time that a
 * schema library takes.
 */
import { isOnCalendar, withLeapSeconds, written } from '../calendar.ts';
import { UpstreamError } from '../errors.ts';
import type { UpstreamRequest } from '../upstream/upstream.ts';

/** Reads JSON. Throws `Unreadable` where it cannot. */
export type Reader<Value> = (raw: unknown) => Value;

/** What a reader makes of JSON. */
export type Read<Of extends Reader<unknown>> = ReturnType<Of>;

/** The fields of an object, none of which has to be there. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value is missing or of the wrong type. */
export class Unreadable extends Error {
  /** Where it is within what was read. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[]) {
    super('unreadable');
    this.path = path;
  }
}

/** An id that must be there: a number or a text, read as text. An integer beyond 2^53 came rounded from JSON and would name another row. */
export function id(value: unknown): string {
  const read = optionalId(value);
  if (typeof read !== 'string') throw new Unreadable(['id']);
  return read;
}

/** An id that may be missing. */
export function optionalId(value: unknown): string | null | undefined {
  if (typeof value === 'string') return value === '' ? null : value;
  if (value === undefined) return undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value.toString() : null;
}

/** A text; a number or boolean is read as its text. */
export function text(value: unknown): string | null | undefined {
  if (typeof value === 'string' || value === undefined) return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** true or false. */
export function flag(value: unknown): boolean | null | undefined {
  return typeof value === 'boolean' || value === undefined ? value : null;
}

/** A whole number that GraphQL's Int holds, 0 or more; decimal digits are read too. */
export function count(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 2 ** 31
    ? number
    : null;
}

/** A moment as RFC 3339 in UTC. Read from ISO 8601 (without a zone it is UTC) and from Unix seconds or milliseconds. */
export function timestamp(value: unknown): string | null | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && PLAIN_UTC.test(value))
    return value.length === 20 ? `${value.slice(0, -1)}.000Z` : value;
  return written(new Date(milliseconds(value))) ?? null;
}

const ISO_8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** Needs no `Date` to be read. Days beyond 28 do, which some months do not have. */
const PLAIN_UTC =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;
const UNIX = /^\d{9,}(\.\d+)?$/;
/** Unix seconds stay below it until the year 5138, milliseconds are above it since 1973. */
const SECONDS_BELOW = 1e11;

// Date.parse alone would read "order 5" as a day in May, and a time without a zone as the machine's.
function milliseconds(value: unknown): number {
  if (typeof value === 'number') return value < SECONDS_BELOW ? value * 1000 : value;
  if (typeof value !== 'string') return Number.NaN;
  if (UNIX.test(value)) return milliseconds(Number(value));
  const [, day, time = '00:00', zone = 'Z'] = ISO_8601.exec(value) ?? [];
  if (day === undefined || !isOnCalendar(`${day}T00:00:00`)) return Number.NaN;
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const offset = sign === undefined || hours === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  return withLeapSeconds(`${day}T${time}${offset}`, Date.parse);
}

/** Maps the words that are known of an open set, whatever their case; others are null. */
export function openEnum<Word extends string>(
  known: Readonly<Record<string, Word>>,
): (raw: string | null | undefined) => Word | null | undefined {
  const words = new Map(Object.entries(known));
  return (raw) => {
    if (raw === null || raw === undefined) return raw;
    return words.get(raw) ?? words.get(raw.toLowerCase()) ?? null;
  };
}

/** Reads an object by its fields. */
export function object<Value>(read: (fields: Fields) => Value): Reader<Value> {
  return (raw) => {
    if (!isObject(raw)) throw new Unreadable([]);
    return read(raw);
  };
}

export function isObject(raw: unknown): raw is Fields {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** A decoded object beside the JSON it was read from, unknown keys and all. */
export interface Row<Value> {
  readonly value: Value;
  readonly raw: unknown;
}

/** Reads an object and keeps the original. */
export function row<Value>(read: Reader<Value>): Reader<Row<Value>> {
  return (raw) => ({ value: read(raw), raw });
}

/** Reads an embedded object; one that cannot be read (it has no id) is null. */
export function embedded<Value>(read: Reader<Value>): Reader<Row<Value> | null | undefined> {
  return part(row(read));
}

/** The same without the original. */
export function part<Value>(read: Reader<Value>): Reader<Value | null | undefined> {
  return (raw) => {
    if (raw === undefined || raw === null) return raw;
    try {
      return read(raw);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  };
}

/** A list, and what its envelope says about it. */
export interface Rows<Value> {
  readonly rows: readonly Row<Value>[];
  readonly total: number | undefined;
  readonly limit: number | undefined;
}

/** Reads a list: bare, or under the first of `names` that the envelope has (`data`), beside its `total` and `limit`. */
export function rows<Value>(read: Reader<Value>, names: readonly string[] = ['data']): Reader<Rows<Value>> {
  return (body) => {
    const envelope = isObject(body) ? body : undefined;
    const name = envelope && names.find((candidate) => candidate in envelope);
    const list = name === undefined ? body : envelope?.[name];
    if (!Array.isArray(list)) throw new Unreadable(name === undefined ? [] : [name]);
    return {
      rows: rowsIn(list, read, name),
      total: count(envelope?.['total']) ?? undefined,
      limit: count(envelope?.['limit']) ?? undefined,
    };
  };
}

function rowsIn<Value>(
  list: readonly unknown[],
  read: Reader<Value>,
  name: string | undefined,
): Row<Value>[] {
  const found: Row<Value>[] = [];
  try {
    for (const raw of list) found.push({ value: read(raw), raw });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable([...(name === undefined ? [] : [name]), found.length, ...error.path]);
  }
  return found;
}

/**
 * Decodes the reply to `request`.
 * Throws `UpstreamError` UPSTREAM_INVALID_RESPONSE that names the source, the endpoint and the field, never a value.
 */
export function decode<Value>(
  read: Reader<Value>,
  body: unknown,
  source: string,
  request: Pick<UpstreamRequest, 'method' | 'template'>,
): Value {
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const where = error.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    const what = where === '' ? 'the body' : `"${where.replace(/^\./, '')}"`;
    throw new UpstreamError(
      'UPSTREAM_INVALID_RESPONSE',
      `${source} answered \`${request.method} ${request.template}\` with something that its API does not document: ${what} is missing or of the wrong type.`,
      { source, outcome: request.method === 'GET' ? undefined : 'UNKNOWN' },
    );
  }
}
