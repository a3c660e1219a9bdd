/**
 * Reads objects by their zod schemas, field by field: zod's own bookkeeping for every value takes several times as long as reading it, and a reply has
 * thousands of them. What is not known here is zod's to read.
 */
import { z } from 'zod';

export type Reading<Value> =
  | { readonly success: true; readonly data: Value }
  /** Where the fault is. */
  | { readonly success: false; readonly path: readonly PropertyKey[] };

/** What a reader answers for a value that the field may not have. */
export const UNREADABLE = Symbol('unreadable');

type FieldReader = (value: unknown) => unknown;

const readers = new WeakMap<z.ZodType, FieldReader>();

/** The schema, of which it is known from now on that reading by it is `read`. */
export function readBy<Schema extends z.ZodType>(schema: Schema, read: FieldReader): Schema {
  readers.set(schema, read);
  return schema;
}

/** As `schema.safeParse`. */
export function readerOf<Schema extends z.ZodType>(
  schema: Schema,
): (raw: unknown) => Reading<z.output<Schema>> {
  if (!(schema instanceof z.ZodObject) || schema.def.catchall !== undefined)
    return (raw) => parsed(schema, raw);
  const fields = Object.entries<z.ZodType>(schema.shape);
  const known = fields.flatMap(([name, field]) => {
    const read = readers.get(field);
    return read === undefined ? [] : [{ name, read, isOptional: field instanceof z.ZodOptional }];
  });
  if (known.length < fields.length) return (raw) => parsed(schema, raw);
  return (raw) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { success: false, path: [] };
    const data: Record<string, unknown> = {};
    for (const { name, read, isOptional } of known) {
      const value = (raw as Record<string, unknown>)[name];
      if (value === undefined && isOptional) continue;
      const result = read(value);
      if (result === UNREADABLE) return { success: false, path: [name] };
      data[name] = result;
    }
    return { success: true, data: data as z.output<Schema> };
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, raw: unknown): Reading<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(raw);
  return success ? { success, data } : { success: false, path: error.issues[0]?.path ?? [] };
}
