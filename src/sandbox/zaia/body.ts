import type { Context } from 'hono';
import { z } from 'zod';
import { readJson } from '../shared/json-body.ts';
import { refuse } from './errors.ts';
import { uuid } from './query.ts';

const title = z.string('title must be a string or null.').nullable();

/** All three are required, though two of them may be null. */
export const newChat = z.object({
  channelId: uuid('channelId').nullable(),
  ownerId: uuid('ownerId'),
  title,
});

export const chatChange = z.object({
  lastChatMessageCreatedAt: z
    .string('lastChatMessageCreatedAt must be a date-time or null.')
    .transform((text) => Date.parse(text))
    .refine((ms) => !Number.isNaN(ms), 'lastChatMessageCreatedAt must be a date-time or null.')
    .nullable()
    .optional(),
  title: title.optional(),
});

/** Reads a JSON body; the first fault is a 400. */
export async function readBody<Schema extends z.ZodObject>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const body = await readJson(context);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw refuse(400, 'The body must be a JSON object.');
  }
  for (const [name, field] of Object.entries(schema.shape)) {
    if (!(name in body) && !(field instanceof z.ZodOptional)) throw refuse(400, `${name} is required.`);
  }
  const read = schema.safeParse(body);
  if (!read.success) throw refuse(400, read.error.issues[0]?.message ?? 'Invalid body.');
  return read.data;
}
