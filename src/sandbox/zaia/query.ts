import type { Context } from 'hono';
import { z } from 'zod';
import { refuse } from './errors.ts';
import { channelTypes } from './state.ts';

const number = (name: string, maximum: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, `${name} must be a number of at least 1.`)
    .transform(Number)
    .refine((value) => value <= maximum, `${name} must be at most ${String(maximum)}.`);

/** A UUID of any version: the page says v4 and shows none. */
export const uuid = (name: string) => z.guid(`${name} must be a UUID.`);
const uuids = (name: string) => z.array(uuid(name)).default([]);

const moment = (name: string) =>
  z
    .string()
    .transform((text) => (text === '' || text === 'null' ? null : Date.parse(text)))
    .refine((value) => value === null || !Number.isNaN(value), `${name} must be a date-time.`)
    .default(null);

const shared = {
  pageNumber: number('pageNumber', Number.MAX_SAFE_INTEGER).default(1),
  pageSize: number('pageSize', 100).default(10),
  channelIds: uuids('channelIds'),
  responderIds: uuids('responderIds'),
  responderVersionIds: uuids('responderVersionIds'),
  search: z.string().default(''),
};

/** What `GET /chats/details` takes. */
export const detailsQuery = z.object(shared);

/** What `GET /chats` takes. */
export const chatsQuery = z.object({
  ...shared,
  channelTypes: z
    .array(z.enum(channelTypes, `channelTypes must be of ${channelTypes.join(', ')}.`))
    .default([...channelTypes]),
  ownerIds: uuids('ownerIds'),
  lastChatMessageCreatedAtStart: moment('lastChatMessageCreatedAtStart'),
  lastChatMessageCreatedAtEnd: moment('lastChatMessageCreatedAtEnd'),
});

export type DetailsQuery = z.infer<typeof detailsQuery>;
export type ChatsQuery = z.infer<typeof chatsQuery>;

/** Reads a query string; array parameters repeat their key, or come once with one value. */
export function readQuery<Schema extends z.ZodObject>(context: Context, schema: Schema): z.infer<Schema> {
  const given = Object.entries(context.req.queries())
    .filter(([name]) => name in schema.shape)
    .map(([name, values]) => [name, isList(schema.shape[name]) ? values : values.at(-1)]);
  const read = schema.safeParse(Object.fromEntries(given));
  if (!read.success) throw refuse(400, read.error.issues[0]?.message ?? 'Invalid query.');
  return read.data;
}

function isList(schema: unknown): boolean {
  return schema instanceof z.ZodDefault && schema.unwrap() instanceof z.ZodArray;
}
