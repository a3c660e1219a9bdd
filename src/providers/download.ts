/** Files that were sent in a conversation, and their way out of it. */
import type { FileDisposition, NativeId } from '../domain.ts';
import type { Call, Download } from '../upstream/upstream.ts';

export type { Download } from '../upstream/upstream.ts';

export interface FileReference {
  /** Native id of the conversation. */
  readonly conversation: NativeId;
  /** The provider's id of the message that carries the file. */
  readonly activityId: string;
  readonly fileId: string;
  readonly disposition: FileDisposition;
}

export interface DownloadFile {
  /** What is wrong with the ids, for whoever gave them; undefined where the provider may know them. Makes no call. */
  problem(file: FileReference): string | undefined;
  /** The file at its beginning, or null when there is none. The call's deadline ends there, its signal stays in force. */
  open(file: FileReference, call: Call): Promise<Download | null>;
}
