/**
 * Ebbot's JSON. Its page shows a transcript only; the list's envelope and names were seen in the vendor's webhooks, in camelCase and in
 * snake_case, so that both are read and every field but the id may be missing.
 */
import {
  count,
  embedded,
  id,
  isObject,
  object,
  optionalId,
  rows,
  text,
  timestamp,
  Unreadable,
  type Fields,
  type Read,
  type Reader,
  type Rows,
} from '../wire.ts';

const NONE: Fields = {};

function fieldsIn(value: unknown): Fields {
  return isObject(value) ? value : NONE;
}

/** What a visitor left of themselves: an object, or one written as a JSON string. Its keys are the bot builder's own. */
function info(value: unknown) {
  const entries = Object.entries(fieldsIn(typeof value === 'string' ? parseJson(value) : value));
  const fields = new Map(entries.map(([key, entry]) => [key.toLowerCase().replace(/[^a-z]/g, ''), entry]));
  const first = (...keys: string[]) =>
    keys.map((key) => text(fields.get(key))?.trim()).find((found) => found) ?? null;
  const given = [first('firstname'), first('lastname')].filter((part) => part !== null).join(' ');
  return {
    name: first('name', 'fullname') ?? (given === '' ? null : given),
    email: first('email', 'emailaddress', 'mail'),
    phone: first('phone', 'phonenumber', 'mobile', 'tel'),
  };
}

const chatUser = object((fields) => ({ id: id(fields['id']), info: info(fields['info']) }));
const embeddedUser = embedded(chatUser);

/** A chat's id as transcripts take it: its creation in Unix seconds, a fraction, a UUID. */
const CHAT_ID = /^(\d{9,11}\.\d+)(?:\.|$)/;

const chat = object((fields) => ({
  id: chatIdIn(fields),
  status: text(fields['status']),
  handledBy: text(fields['handledBy']) ?? text(fields['handled_by']),
  newMessages: count(fields['newMessages']) ?? count(fields['new_messages']),
  lastMessage: timestamp(fields['lastMessage']) ?? timestamp(fields['last_message']),
  createdAt: timestamp(fields['createdAt']) ?? timestamp(fields['created_at']),
  updatedAt: timestamp(fields['updatedAt']) ?? timestamp(fields['updated_at']),
  chatUser: embeddedUser(fields['chatUser']) ?? embeddedUser(fields['chat_user']),
}));

function chatIdIn(fields: Fields): string {
  const ids = ['id', 'chatId', 'chat_id']
    .map((name) => optionalId(fields[name]))
    .filter((found) => typeof found === 'string');
  const nativeId = ids.find((found) => CHAT_ID.test(found)) ?? ids[0];
  if (nativeId === undefined) throw new Unreadable(['id']);
  return nativeId;
}

const line = object((fields) => ({
  date: text(fields['date']),
  time: text(fields['time']),
  sender: text(fields['sender']),
  text: text(fields['text']),
}));

/** The moment in a chat's id; null where it has none. */
export function createdAtOf(chatId: string) {
  return timestamp(CHAT_ID.exec(chatId)?.[1]) ?? null;
}

/** A reply that says of itself, under status 200, that it failed. */
export type Failure = 'failed';

/** Reads `[…]`, `{ data: […] }`, or `{ data: { <one array>, total | count } }`, whatever the one array is called. */
function list<Value>(read: Reader<Value>): Reader<Rows<Value> | Failure> {
  const readRows = rows(read);
  return (body) => (fieldsIn(body)['success'] === false ? 'failed' : readRows(unwrapped(body)));
}

function unwrapped(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  const { data, ...beside } = fieldsIn(body);
  const inner: Fields = Array.isArray(data) ? { data } : fieldsIn(data);
  const lists = Object.values(inner).filter((value) => Array.isArray(value));
  const { total, count, limit }: Fields = { ...beside, ...inner };
  const only = lists.length === 1 ? lists[0] : undefined;
  // A `count` of as many as the page has may be the page's own: the page behind tells.
  const isOfPage = only?.length === Number(count);
  return { data: only, total: total ?? (isOfPage ? undefined : count), limit };
}

export const chats = list(chat);
export const transcript = list(line);

export type ChatRow = Read<typeof chat>;
export type ChatUserRow = Read<typeof chatUser>;
export type LineRow = Read<typeof line>;

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
