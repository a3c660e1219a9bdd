import { pageOf, sortRows } from '../shared/rows.ts';
import type { DetailsQuery } from './query.ts';
import type { ZaiaSettings } from './settings.ts';
import type { ZaiaChat, ZaiaState } from './state.ts';

/** A page of the chats that match, in the envelope the settings ask for. */
export function listChats(
  { state, settings }: { state: ZaiaState; settings: ZaiaSettings },
  query: Pick<DetailsQuery, 'pageNumber' | 'pageSize'>,
  matches: (chat: ZaiaChat) => boolean,
  wire: (chat: ZaiaChat) => unknown,
): unknown {
  const shown = [...state.chats.values()].filter(
    (chat) => (settings.listRemoved || !chat.isRemoved) && matches(chat),
  );
  const sorted = sortRows(shown, settings.order, {
    id: (chat) => chat.id,
    activity: (chat) => chat.lastChatMessageCreatedAt ?? chat.createdAt,
  });
  const { pageNumber, pageSize } = query;
  const rows = pageOf(sorted, pageNumber, Math.min(pageSize, settings.clamp ?? Infinity)).map(wire);
  if (settings.envelope === 'array') return rows;
  return { [settings.envelope]: rows, ...(settings.totals ? { total: sorted.length } : {}) };
}
