import { commonSettings } from '../shared/settings.ts';
import { minute } from '../shared/time.ts';
import type { CommonSettings, StartOptions } from '../shared/settings.ts';
import type { SquirrelStackState } from './state.ts';

/** Requests per window, per IP and endpoint. */
export interface SquirrelLimits {
  config: number;
  create: number;
  messages: number;
  reply: number;
  files: number;
}

/** The limits that the page names for each endpoint, per minute. */
const documentedLimits: SquirrelLimits = { config: 60, create: 5, messages: 60, reply: 20, files: 60 };

export interface SquirrelStackSettings extends CommonSettings {
  /** The one site key that is accepted. */
  credential: string;
  /** Web origins that the key is bound to; another `Origin`, or none, is 403. Default: not bound. */
  allowedOrigins?: readonly string[];
  /** The limits, or false for none. Default: the documented ones. */
  limits: SquirrelLimits | false;
  /** Length of the window that the limits count in. Default: a minute. */
  limitWindowMs: number;
  /** Whether a 429 carries `Retry-After`, in seconds. Default: false; the page does not say. */
  retryAfter: boolean;
  /** Whether `since` finds messages after that moment, or from it on. Default: strict. */
  since: 'strict' | 'inclusive';
  /** The key under which a message with files lists them, beside its `activity_id`; or not at all. */
  fileKey: 'files' | 'attachments' | 'none';
  /** Whether every message tells its `id`. Default: false, as documented. */
  messageIds: boolean;
  /** Makes the `conversation_token` of a new conversation. Default: random. */
  conversationToken: () => string;
}

export interface SquirrelStackOptions extends Partial<SquirrelStackSettings>, StartOptions {
  /** Rows to start with instead of generated ones. */
  state?: SquirrelStackState;
  /** Numbers of generated rows. */
  sizes?: { conversations?: number };
}

export function squirrelStackSettings(options: SquirrelStackOptions): SquirrelStackSettings {
  return {
    ...commonSettings(),
    credential: 'sandbox_site_key',
    limits: documentedLimits,
    limitWindowMs: minute,
    retryAfter: false,
    since: 'strict',
    fileKey: 'files',
    messageIds: false,
    conversationToken: () => crypto.randomUUID().replaceAll('-', ''),
    ...options,
  };
}
