/**
 * Readers of what providers answer, shared by the adapters' `wire.ts`. A field reader never fails: what is absent stays undefined ("not
 * loaded"), what makes no sense is null. Only a row without an id, or a reply that is no list, is refused.
 */
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { UpstreamRequest } from '../upstream/upstream.ts';
import { readBy, readerOf, UNREADABLE } from './reading.ts';

/** An id that must be there: a number or a text, read as text. An integer beyond 2^53 came rounded from JSON and would name another row. */
export const id = readBy(z.union([z.string().min(1), z.int()]).transform(String), idIn);

/** An id that may be missing. */
export const optionalId = field((value) => {
  const read = idIn(value);
  return read === UNREADABLE ? null : read;
});

/** A text; a number or boolean is read as its text. */
export const text = field((value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null,
);

/** true or false. */
export const flag = field((value) => (typeof value === 'boolean' ? value : null));

/** A whole number that GraphQL's Int holds, 0 or more; decimal digits are read too. */
export const count = field((value) => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 2 ** 31
    ? number
    : null;
});

/** A moment as RFC 3339 in UTC. Read from ISO 8601 (without a zone it is UTC) and from Unix seconds or milliseconds. */
export const timestamp = field((value) => {
  if (typeof value === 'string' && PLAIN_UTC.test(value))
    return value.length === 20 ? `${value.slice(0, -1)}.000Z` : value;
  const moment = new Date(milliseconds(value));
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
});

const ISO_8601 = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** Needs no `Date` to be read. Of the days beyond 28, which some months do not have, `Date` has to tell. */
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
  if (day === undefined) return Number.NaN;
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return Date.parse(
    `${day}T${time}${sign === undefined || hours === undefined ? 'Z' : `${sign}${hours}:${minutes}`}`,
  );
}

/** Maps the words that are known of an open set, whatever their case; others are null. */
export function openEnum<Word extends string>(
  known: Readonly<Record<string, Word>>,
): (raw: string | null | undefined) => Word | null | undefined {
  const words = new Map(Object.entries(known));
  return (raw) => (raw === null || raw === undefined ? raw : (words.get(raw.toLowerCase()) ?? null));
}

/** A decoded object beside the JSON it was read from, unknown keys and all. */
export interface Row<Value> {
  readonly value: Value;
  readonly raw: unknown;
}

/** Reads an object and keeps the original. */
export function row<Schema extends z.ZodType>(schema: Schema): z.ZodType<Row<z.output<Schema>>> {
  const read = readerOf(schema);
  return z.unknown().transform((raw, context) => {
    const result = read(raw);
    if (result.success) return { value: result.data, raw };
    context.issues.push({ code: 'custom', input: raw, path: [...result.path] });
    return z.NEVER;
  });
}

/** Reads an embedded object; one that cannot be read (it has no id) is null. */
export function embedded<Schema extends z.ZodType>(schema: Schema) {
  const read = readerOf(schema);
  return field((raw): Row<z.output<Schema>> | null => {
    const result = read(raw);
    return result.success ? { value: result.data, raw } : null;
  });
}

/** The same without the original. */
export function part<Schema extends z.ZodType>(schema: Schema) {
  const read = readerOf(schema);
  return field((raw): z.output<Schema> | null => {
    const result = read(raw);
    return result.success ? result.data : null;
  });
}

/** A list, and what its envelope says about it. */
export interface Rows<Value> {
  readonly rows: readonly Row<Value>[];
  readonly total: number | undefined;
  readonly limit: number | undefined;
}

const anyObject = z.record(z.string(), z.unknown());

/** Reads a list: bare, or under the first of `names` that the envelope has (`data`), beside its `total` and `limit`. */
export function rows<Schema extends z.ZodType>(
  schema: Schema,
  names: readonly string[] = ['data'],
): z.ZodType<Rows<z.output<Schema>>> {
  const read = readerOf(schema);
  return z.unknown().transform((body, context) => {
    const envelope = Array.isArray(body) ? {} : anyObject.safeParse(body).data;
    const name = names.find((candidate) => envelope !== undefined && candidate in envelope);
    const list = name === undefined ? body : envelope?.[name];
    const base = name === undefined ? [] : [name];
    const refuse = (path: readonly PropertyKey[]) => {
      context.issues.push({ code: 'custom', input: body, path: [...base, ...path] });
      return z.NEVER;
    };
    if (!Array.isArray(list)) return refuse([]);
    const found: Row<z.output<Schema>>[] = [];
    for (const [index, raw] of list.entries()) {
      const result = read(raw);
      if (!result.success) return refuse([index, ...result.path]);
      found.push({ value: result.data, raw });
    }
    return {
      rows: found,
      total: count.parse(envelope?.['total']) ?? undefined,
      limit: count.parse(envelope?.['limit']) ?? undefined,
    };
  });
}

/**
 * Decodes the reply to `request`.
 * Throws `UpstreamError` UPSTREAM_INVALID_RESPONSE that names the source, the endpoint and the field, never a value.
 */
export function decode<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  source: string,
  request: Pick<UpstreamRequest, 'method' | 'template'>,
): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const what = where === '' ? 'the body' : `"${where.replace(/^\./, '')}"`;
  throw new UpstreamError(
    'UPSTREAM_INVALID_RESPONSE',
    `${source} answered \`${request.method} ${request.template}\` with something that its API does not document: ${what} is missing or of the wrong type.`,
    { source, outcome: request.method === 'GET' ? undefined : 'UNKNOWN' },
  );
}

function field<Value>(read: (value: unknown) => Value) {
  return readBy(z.unknown().transform(read).optional(), read);
}

function idIn(value: unknown): string | typeof UNREADABLE {
  if (typeof value === 'string') return value === '' ? UNREADABLE : value;
  return Number.isSafeInteger(value) ? String(value) : UNREADABLE;
}
