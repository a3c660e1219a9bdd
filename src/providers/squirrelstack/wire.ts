/**
 * SquirrelStack's JSON. The page shows messages without ids and without files, yet a download needs both: they are read wherever a message
 * has them, under the names that are likely.
 */
import { z } from 'zod';
import { count, embedded, optionalId, rows, text, timestamp } from '../wire.ts';

const none = z.null().optional();

/** Every field of it may be missing, so that an error that comes with status 200 must not pass for one without any. */
export const config = z.object({ greeting: text, error: none, errors: none });

const file = z.object({
  id: optionalId,
  activity_id: optionalId,
  name: text,
  filename: text,
  content_type: text,
  contentType: text,
  size: count,
  byte_size: count,
});

const files = z.array(embedded(file)).nullish().catch(null);

export const message = z.object({
  id: optionalId,
  activity_id: optionalId,
  direction: text,
  body: text,
  timestamp,
  author: text,
  files,
  attachments: files,
});

export const messages = rows(message, ['messages', 'data']);

/** Its `conversation_token` opens no documented endpoint: it is a secret that nobody needs. */
export const created = z.object({ auto_reply: text });

export type ConfigRow = z.output<typeof config>;
export type FileRow = z.output<typeof file>;
export type MessageRow = z.output<typeof message>;
