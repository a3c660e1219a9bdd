import type { Context } from 'hono';
import { z } from 'zod';
import { readJson } from '../shared/json-body.ts';
import { refuse } from './errors.ts';

/** An id in a body: an integer; the digits of one are taken too, for accounts whose ids are strings. */
export const id = (name: string) =>
  z.union([z.int().positive(), z.string().regex(/^\d+$/).transform(Number)], `${name} must be an integer.`);

export const text = (name: string) => z.string(`${name} must be a string.`);

export const filled = (name: string) =>
  text(name).refine((value) => value.trim() !== '', `${name} must not be empty.`);

/** Reads a JSON body; "Missing required field or invalid value." is a 400 that names the field. */
export async function readBody<Shape extends Record<string, z.ZodType>>(
  context: Context,
  shape: Shape,
): Promise<z.infer<z.ZodObject<Shape>>> {
  const body = await readJson(context);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw refuse(400, 'Request body must be a JSON object.');
  }
  for (const name of Object.keys(shape)) {
    const missing = !(name in body) && shape[name]?.safeParse(undefined).success === false;
    if (missing) throw refuse(400, `Missing required field: ${name}.`);
  }
  const read = z.object(shape).safeParse(body);
  if (!read.success) throw refuse(400, read.error.issues[0]?.message ?? 'Invalid value.');
  return read.data;
}
