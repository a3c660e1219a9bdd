/**
 * Zaia's JSON: a chat in two forms. The plain one (`/chats`) has ids and dates, the detailed one (`/chats/details`) names, the channel and
 * the last two messages. Lists are bare arrays, or an object that holds one.
 */
import { count, flag, id, object, optionalId, row, rows, text, timestamp, type Read } from '../wire.ts';

const plainChat = object((fields) => ({
  id: id(fields['id']),
  channelId: optionalId(fields['channelId']),
  createdAt: timestamp(fields['createdAt']),
  currentResponderId: optionalId(fields['currentResponderId']),
  isRemoved: flag(fields['isRemoved']),
  lastChatMessageCreatedAt: timestamp(fields['lastChatMessageCreatedAt']),
  ownerId: optionalId(fields['ownerId']),
  responderId: optionalId(fields['responderId']),
  title: text(fields['title']),
  updatedAt: timestamp(fields['updatedAt']),
}));

const detailedChat = object((fields) => ({
  id: id(fields['id']),
  channelId: optionalId(fields['channelId']),
  channelName: text(fields['channelName']),
  channelType: text(fields['channelType']),
  createdAt: timestamp(fields['createdAt']),
  isOwnerBlocked: flag(fields['isOwnerBlocked']),
  isRemoved: flag(fields['isRemoved']),
  lastMessageContent: text(fields['lastMessageContent']),
  lastMessageCreatedAt: timestamp(fields['lastMessageCreatedAt']),
  lastMessageRole: text(fields['lastMessageRole']),
  ownerEmail: text(fields['ownerEmail']),
  ownerId: optionalId(fields['ownerId']),
  ownerIdentifier: text(fields['ownerIdentifier']),
  ownerName: text(fields['ownerName']),
  penultimateMessageContent: text(fields['penultimateMessageContent']),
  penultimateMessageCreatedAt: timestamp(fields['penultimateMessageCreatedAt']),
  penultimateMessageRole: text(fields['penultimateMessageRole']),
  responderEntity: text(fields['responderEntity']),
  responderId: optionalId(fields['responderId']),
  responderName: text(fields['responderName']),
  responderPicture: text(fields['responderPicture']),
  responderVersionId: optionalId(fields['responderVersionId']),
  responderVersionNumber: count(fields['responderVersionNumber']),
  ticketId: optionalId(fields['ticketId']),
  ticketStatus: text(fields['ticketStatus']),
  title: text(fields['title']),
}));

const ENVELOPES = ['data', 'items', 'results'];

export const plainRow = row(plainChat);
export const detailedRow = row(detailedChat);

export const plainChats = rows(plainChat, ENVELOPES);
export const detailedChats = rows(detailedChat, ENVELOPES);

export type PlainChat = Read<typeof plainChat>;
export type DetailedChat = Read<typeof detailedChat>;
