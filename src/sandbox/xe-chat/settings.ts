import type { SortOrder } from '../shared/rows.ts';
import { commonSettings } from '../shared/settings.ts';
import type { CommonSettings, StartOptions } from '../shared/settings.ts';
import type { XeChatSizes } from './seed.ts';
import type { XeChatState } from './state.ts';

const allScopes = [
  'chat:conversations:read',
  'chat:conversations:write',
  'chat:messages:read',
  'chat:messages:write',
  'chat:contacts:read',
  'chat:contacts:write',
  'chat:agents:read',
  'chat:agents:write',
  'chat:inboxes:read',
] as const;

export type XeScope = (typeof allScopes)[number];

export interface XeChatSettings extends CommonSettings {
  /** The one API key that is accepted. */
  credential: string;
  /** What the key may do; a missing scope is 403. Default: everything. */
  scopes: readonly XeScope[];
  /** Whether the daily quota is counted and told in headers. Default: true. */
  limits: boolean;
  /** Requests a day (UTC) before 429. Default: 10,000. */
  dailyQuota: number;
  /** Sorts conversations. Default: newest activity first; the page does not say. */
  order: SortOrder;
  /** Whether lists tell `total`. Default: true. */
  totals: boolean;
  /** What a limit beyond the documented maximum does. Default: clamp. */
  overMaximum: 'clamp' | 'reject';
  /** A maximum below the documented one, applied silently to every list. */
  clamp?: number;
  /** JSON type of ids in replies. Default: number. */
  idForm: 'number' | 'string';
  /** The agent who owns the key: sends where no `agent_id` is given. Default: the first agent. */
  keyOwnerId?: number;
}

export interface XeChatOptions extends Partial<XeChatSettings>, StartOptions {
  /** Rows to start with instead of generated ones. */
  state?: XeChatState;
  /** Numbers of generated rows. */
  sizes?: Partial<XeChatSizes>;
}

export function xeChatSettings(options: XeChatOptions): XeChatSettings {
  return {
    ...commonSettings(),
    credential: 'xbk_live_sandbox_key',
    scopes: allScopes,
    limits: true,
    dailyQuota: 10_000,
    order: 'newest-first',
    totals: true,
    overMaximum: 'clamp',
    idForm: 'number',
    ...options,
  };
}
