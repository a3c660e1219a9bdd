/** Links to files, and what opens behind them. */
import { createHash } from 'node:crypto';
import type { Attachment, Conversation, FileDisposition, Message, Timestamp } from '../domain.ts';
import { BadInputError } from '../errors.ts';
import type { Call, Download } from '../providers/provider.ts';
import type { ConnectedSource } from './connected-source.ts';
import type { Context } from './context.ts';
import type { FileTicket } from './file-tokens.ts';

export const FILES_PATH = '/files/';

export interface FileLink {
  readonly url: string;
  readonly expiresAt: Timestamp;
}

/** An attachment, and the message with which it came. */
export interface SentFile extends Attachment {
  readonly message: Message;
}

export interface FileArguments {
  readonly activityId: string;
  readonly fileId: string;
  readonly disposition: FileDisposition;
}

/** Makes no call. Throws `UnsupportedError`, and `BadInputError` for ids that cannot be the provider's. */
export function fileLink(context: Context, conversation: Conversation, file: FileArguments): FileLink {
  const source = context.sources.of(conversation);
  const reference = { conversation: conversation.nativeId, ...file };
  const problem = source.operation('downloadFile').problem(reference);
  if (problem !== undefined) throw new BadInputError(problem, { source: source.key });
  return linkTo(context, { source: source.key, ...reference });
}

/** Makes no call. Null where there is no way to download it. */
export function attachmentLink(
  context: Context,
  { message, activityId, fileId }: SentFile,
  disposition: FileDisposition,
): FileLink | null {
  const { key, connected } = context.sources.of(message);
  const { downloadFile } = connected.adapter;
  if (downloadFile === undefined || activityId === null || fileId === null) return null;
  const reference = { conversation: message.conversation.nativeId, activityId, fileId, disposition };
  return downloadFile.problem(reference) === undefined
    ? linkTo(context, { source: key, ...reference })
    : null;
}

/** Unique over all attachments; of fixed length, and tells nothing. */
export function attachmentId(messageId: string, { key }: Attachment): string {
  const names = JSON.stringify([messageId, key]);
  return createHash('sha256').update(names).digest('base64url').slice(0, 24);
}

/** The file at its beginning; null when it does not exist, or its source is no longer configured. */
export async function openFile(
  sources: readonly ConnectedSource[],
  { source, ...file }: FileTicket,
  call: Call,
): Promise<Download | null> {
  const { downloadFile } = sources.find(({ key }) => key === source)?.adapter ?? {};
  return downloadFile === undefined ? null : downloadFile.open(file, call);
}

function linkTo({ files }: Context, ticket: FileTicket): FileLink {
  const { token, expiresAt } = files.tokens.issue(ticket);
  return { url: files.baseUrl() + FILES_PATH + token, expiresAt };
}
