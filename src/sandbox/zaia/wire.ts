import type { ZaiaSettings } from './settings.ts';
import type { ZaiaChat, ZaiaState } from './state.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : iso(ms));

/** A chat as `/chats` shows it. */
export function plainChat(state: ZaiaState, chat: ZaiaChat) {
  const responderId = chat.responders.at(-1)?.responderId ?? null;
  return {
    createdAt: iso(chat.createdAt),
    id: chat.id,
    isRemoved: chat.isRemoved,
    updatedAt: iso(chat.updatedAt),
    channelId: chat.channelId,
    currentResponderId: responderId,
    lastChatMessageCreatedAt: isoOrNull(chat.lastChatMessageCreatedAt),
    ownerId: chat.ownerId,
    responderId,
    title: chat.title,
    workspaceId: state.workspaceId,
  };
}

/**
 * A chat as `/chats/details` and `/chats/{id}/details` show it. `versionId` chooses the responder's
 * version among those the chat had; without one, or with a strange one, it is the current.
 */
export function detailedChat(state: ZaiaState, chat: ZaiaChat, settings: ZaiaSettings, versionId?: string) {
  const channel = state.channels.get(chat.channelId ?? '');
  const owner = state.owners.get(chat.ownerId);
  const split = settings.identities === 'split';
  const [last, penultimate] = chat.previews.toReversed();
  return {
    channelId: chat.channelId,
    channelName: channel?.name ?? null,
    channelType: channel?.type ?? null,
    createdAt: iso(chat.createdAt),
    id: chat.id,
    isOwnerBlocked: owner?.isBlocked ?? null,
    isRemoved: chat.isRemoved,
    lastMessageContent: last?.content ?? null,
    lastMessageCreatedAt: isoOrNull(last?.createdAt),
    lastMessageRole: last?.role ?? null,
    ownerEmail: owner?.email ?? null,
    ownerId: split && owner !== undefined ? owner.externalId : chat.ownerId,
    ownerIdentifier: owner?.identifier ?? null,
    ownerName: owner?.name ?? null,
    penultimateMessageContent: penultimate?.content ?? null,
    penultimateMessageCreatedAt: isoOrNull(penultimate?.createdAt),
    penultimateMessageRole: penultimate?.role ?? null,
    ...responderFields(state, chat, split, versionId),
    ticketId: chat.ticket?.id ?? null,
    ticketStatus: chat.ticket?.status ?? null,
    title: chat.title,
    workspaceId: state.workspaceId,
  };
}

function responderFields(state: ZaiaState, chat: ZaiaChat, split: boolean, versionId: string | undefined) {
  const asked =
    versionId === undefined ? undefined : chat.responders.find((row) => row.versionId === versionId);
  const used = asked ?? chat.responders.at(-1);
  const responder = state.responders.get(used?.responderId ?? '');
  const version = responder?.versions.find(({ id }) => id === used?.versionId);
  return {
    responderEntity: responder?.entity ?? 'agents',
    responderId: split ? responder?.entityId : used?.responderId,
    responderName: responder?.name ?? '',
    responderPicture: responder?.picture ?? null,
    responderVersionId: used?.versionId ?? null,
    responderVersionNumber: version?.number ?? null,
  };
}
