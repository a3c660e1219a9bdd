import { holds } from '../shared/rows.ts';
import type { ChatsQuery, DetailsQuery } from './query.ts';
import { channelTypes } from './state.ts';
import type { ZaiaChat, ZaiaState } from './state.ts';

/** An empty list of ids asks for nothing. */
const oneOf = (wanted: readonly string[], ...values: (string | null | undefined)[]) =>
  wanted.length === 0 || values.some((value) => typeof value === 'string' && wanted.includes(value));

/** What both lists filter by. Responders and versions are matched as they are now, not as they were. */
export function matchesDetails(state: ZaiaState, chat: ZaiaChat, query: DetailsQuery): boolean {
  const current = chat.responders.at(-1);
  const responder = state.responders.get(current?.responderId ?? '');
  const owner = state.owners.get(chat.ownerId);
  return (
    oneOf(query.channelIds, chat.channelId) &&
    oneOf(query.responderIds, responder?.id, responder?.entityId) &&
    oneOf(query.responderVersionIds, current?.versionId) &&
    (query.search === '' ||
      holds(
        query.search,
        chat.title,
        owner?.name,
        owner?.email,
        owner?.identifier,
        ...chat.previews.map(({ content }) => content),
      ))
  );
}

/** What only `/chats` filters by. Both ends of the range belong to it. */
export function matchesChats(state: ZaiaState, chat: ZaiaChat, query: ChatsQuery): boolean {
  const { lastChatMessageCreatedAtStart: start, lastChatMessageCreatedAtEnd: end } = query;
  const last = chat.lastChatMessageCreatedAt;
  const owner = state.owners.get(chat.ownerId);
  return (
    matchesDetails(state, chat, query) &&
    ofType(state, chat, query.channelTypes) &&
    oneOf(query.ownerIds, chat.ownerId, owner?.externalId) &&
    (start === null || (last !== null && last >= start)) &&
    (end === null || (last !== null && last <= end))
  );
}

/** All five types are the default, which leaves nothing out: not even chats without a channel. */
function ofType(state: ZaiaState, chat: ZaiaChat, types: readonly string[]): boolean {
  if (channelTypes.every((type) => types.includes(type))) return true;
  return oneOf(types, state.channels.get(chat.channelId ?? '')?.type);
}
