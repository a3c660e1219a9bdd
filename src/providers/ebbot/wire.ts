/**
 * Ebbot's JSON. Its page shows a transcript only; the list's envelope and names were seen in the vendor's webhooks, in camelCase and in
 * snake_case, so that both are read and every field but the id may be missing.
 */
import { z } from 'zod';
import { count, embedded, id, optionalId, rows, text, timestamp, type Rows } from '../wire.ts';

const known = z.record(z.string(), z.unknown()).catch({});

/** What a visitor left of themselves: an object, or one written as a JSON string. Its keys are the bot builder's own. */
const info = z.unknown().transform((value) => {
  const entries = Object.entries(known.parse(typeof value === 'string' ? parseJson(value) : value));
  const fields = new Map(entries.map(([key, entry]) => [key.toLowerCase().replace(/[^a-z]/g, ''), entry]));
  const first = (...keys: string[]) =>
    keys.map((key) => text.parse(fields.get(key))?.trim()).find((found) => found) ?? null;
  const given = [first('firstname'), first('lastname')].filter((part) => part !== null).join(' ');
  return {
    name: first('name', 'fullname') ?? (given === '' ? null : given),
    email: first('email', 'emailaddress', 'mail'),
    phone: first('phone', 'phonenumber', 'mobile', 'tel'),
  };
});

const chatUser = z.object({ id, info });

/** A chat's id as transcripts take it: its creation in Unix seconds, a fraction, a UUID. */
const CHAT_ID = /^(\d{9,11}\.\d+)(?:\.|$)/;

const chat = z
  .object({
    id: optionalId,
    chatId: optionalId,
    chat_id: optionalId,
    status: text,
    handledBy: text,
    handled_by: text,
    newMessages: count,
    new_messages: count,
    lastMessage: timestamp,
    last_message: timestamp,
    createdAt: timestamp,
    created_at: timestamp,
    updatedAt: timestamp,
    updated_at: timestamp,
    chatUser: embedded(chatUser),
    chat_user: embedded(chatUser),
  })
  .transform((row, context) => {
    const ids = [row.id, row.chatId, row.chat_id].filter((found) => typeof found === 'string');
    const nativeId = ids.find((found) => CHAT_ID.test(found)) ?? ids[0];
    if (nativeId === undefined) {
      context.issues.push({ code: 'custom', input: row, path: ['id'] });
      return z.NEVER;
    }
    return {
      id: nativeId,
      status: row.status,
      handledBy: row.handledBy ?? row.handled_by,
      newMessages: row.newMessages ?? row.new_messages,
      lastMessage: row.lastMessage ?? row.last_message,
      createdAt: row.createdAt ?? row.created_at,
      updatedAt: row.updatedAt ?? row.updated_at,
      chatUser: row.chatUser ?? row.chat_user,
    };
  });

const line = z.object({ date: text, time: text, sender: text, text });

/** The moment in a chat's id; null where it has none. */
export function createdAtOf(chatId: string) {
  return timestamp.parse(CHAT_ID.exec(chatId)?.[1]) ?? null;
}

/** A reply that says of itself, under status 200, that it failed. */
export type Failure = 'failed';

/** Reads `[…]`, `{ data: […] }`, or `{ data: { <one array>, total | count } }`, whatever the one array is called. */
function list<Schema extends z.ZodType>(schema: Schema): z.ZodType<Rows<z.output<Schema>> | Failure> {
  const reader = rows(schema);
  return z.unknown().transform((body, context) => {
    if (known.parse(body)['success'] === false) return 'failed';
    const result = reader.safeParse(unwrapped(body));
    if (result.success) return result.data;
    for (const { path } of result.error.issues) context.issues.push({ code: 'custom', input: body, path });
    return z.NEVER;
  });
}

function unwrapped(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  const { data, ...beside } = known.parse(body);
  const inner: Record<string, unknown> = Array.isArray(data) ? { data } : known.parse(data);
  const lists = Object.values(inner).filter((value) => Array.isArray(value));
  const { total, count, limit }: Record<string, unknown> = { ...beside, ...inner };
  return { data: lists.length === 1 ? lists[0] : undefined, total: total ?? count, limit };
}

export const chats = list(chat);
export const transcript = list(line);

export type ChatRow = z.output<typeof chat>;
export type ChatUserRow = z.output<typeof chatUser>;
export type LineRow = z.output<typeof line>;

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
