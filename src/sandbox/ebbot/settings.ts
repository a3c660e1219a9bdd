import type { SortOrder } from '../shared/rows.ts';
import { commonSettings } from '../shared/settings.ts';
import { minute } from '../shared/time.ts';
import type { CommonSettings, StartOptions } from '../shared/settings.ts';
import type { EbbotState } from './state.ts';

export interface EbbotSettings extends CommonSettings {
  /** The one key that is accepted: `<public-key>.<secret-key>`. */
  credential: string;
  /**
   * Whether requests beyond the limit hang, as the page says: no answer until the client goes away.
   * Default: false, for a client that keeps no budget would only wait.
   */
  limits: boolean;
  /** Requests per window. Default: the documented 20. */
  limit: number;
  /** Default: a minute. */
  limitWindowMs: number;
  /** A bare array, `{success, data:[…]}` or `{success, data:{chats:[…], total}}`; the page shows no list. */
  envelope: 'array' | 'data' | 'nested';
  /** Whether the nested form tells `total`. Default: true. */
  totals: boolean;
  /** Sorts chats. Default: newest activity first. */
  order: SortOrder;
  /** Silently lowers a bigger `limit`. Default: no maximum; the page names none. */
  clamp?: number;
  /** The key of a row's id. */
  idKey: 'id' | 'chatId' | 'chat_id';
  /** How the other keys are written; mixed is what the vendor's webhooks show. */
  naming: 'mixed' | 'camel' | 'snake';
  /** Time zone of the transcripts' dates and times. Default: UTC. */
  timeZone: string;
  /** Makes the `request_id` of a reply. Default: random. */
  requestId: () => string;
}

export interface EbbotOptions extends Partial<EbbotSettings>, StartOptions {
  /** Rows to start with instead of generated ones. */
  state?: EbbotState;
  /** Numbers of generated rows. */
  sizes?: { chats?: number };
}

export function ebbotSettings(options: EbbotOptions): EbbotSettings {
  return {
    ...commonSettings(),
    credential: 'sandbox-public.sandbox-secret',
    limits: false,
    limit: 20,
    limitWindowMs: minute,
    envelope: 'data',
    totals: true,
    order: 'newest-first',
    idKey: 'id',
    naming: 'mixed',
    timeZone: 'UTC',
    requestId: () => crypto.randomUUID(),
    ...options,
  };
}
