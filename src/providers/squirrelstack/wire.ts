/**
 * SquirrelStack's JSON. The page shows messages without ids and without files, yet a download needs both: they are read wherever a message
 * has them, under the names that are likely.
 */
import {
  count,
  embedded,
  object,
  optionalId,
  rows,
  text,
  timestamp,
  Unreadable,
  type Fields,
  type Read,
} from '../wire.ts';

/** Every field of it may be missing, so that an error that comes with status 200 must not pass for one without any. */
export const config = object((fields) => {
  for (const name of ['error', 'errors']) if (fields[name] != null) throw new Unreadable([name]);
  return { greeting: text(fields['greeting']) };
});

const file = object((fields) => ({
  id: optionalId(fields['id']),
  activity_id: optionalId(fields['activity_id']),
  name: text(fields['name']),
  filename: text(fields['filename']),
  content_type: text(fields['content_type']),
  contentType: text(fields['contentType']),
  size: count(fields['size']),
  byte_size: count(fields['byte_size']),
}));

const embeddedFile = embedded(file);

function files(list: unknown) {
  if (list === undefined) return undefined;
  return Array.isArray(list) ? list.map(embeddedFile) : null;
}

export const message = object((fields: Fields) => ({
  id: optionalId(fields['id']),
  activity_id: optionalId(fields['activity_id']),
  direction: text(fields['direction']),
  body: text(fields['body']),
  timestamp: timestamp(fields['timestamp']),
  author: text(fields['author']),
  files: files(fields['files']),
  attachments: files(fields['attachments']),
}));

export const messages = rows(message, ['messages', 'data']);

/** Its `conversation_token` opens no documented endpoint: it is a secret that nobody needs. */
export const created = object((fields) => ({ auto_reply: text(fields['auto_reply']) }));

export type ConfigRow = Read<typeof config>;
export type FileRow = Read<typeof file>;
export type MessageRow = Read<typeof message>;
