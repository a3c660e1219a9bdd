import type { SortOrder } from '../shared/rows.ts';
import { commonSettings } from '../shared/settings.ts';
import type { CommonSettings, StartOptions } from '../shared/settings.ts';
import type { ZaiaState } from './state.ts';

export interface ZaiaSettings extends CommonSettings {
  /** The one API key that is accepted. */
  credential: string;
  /** Whether `authorization` holds the bare key, as the page reads, or `Bearer` before it. */
  authScheme: 'none' | 'bearer';
  /** A bare array, or an object with the array under this key. Default: array. */
  envelope: 'array' | 'data' | 'items' | 'results';
  /** Whether an enveloped list tells `total`. Default: true. */
  totals: boolean;
  /** Sorts chats. Default: newest activity first. */
  order: SortOrder;
  /** Silently lowers a bigger `pageSize`. Default: the documented maximum, 100, beyond which is 400. */
  clamp?: number;
  /** Whether details show the super identities of owner and responder too, or ids of their own. */
  identities: 'same' | 'split';
  /** Whether lists show soft-removed chats. Default: false. */
  listRemoved: boolean;
}

export interface ZaiaOptions extends Partial<ZaiaSettings>, StartOptions {
  /** Rows to start with instead of generated ones. */
  state?: ZaiaState;
  /** Numbers of generated rows. */
  sizes?: { chats?: number };
}

export function zaiaSettings(options: ZaiaOptions): ZaiaSettings {
  return {
    ...commonSettings(),
    credential: 'sandbox_zaia_key',
    authScheme: 'none',
    envelope: 'array',
    totals: true,
    order: 'newest-first',
    identities: 'same',
    listRemoved: false,
    ...options,
  };
}
