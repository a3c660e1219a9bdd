/**
 * Zaia's JSON: a chat in two forms. The plain one (`/chats`) has ids and dates, the detailed one (`/chats/details`) names, the channel and
 * the last two messages. Lists are bare arrays, or an object that holds one.
 */
import { z } from 'zod';
import { count, flag, id, optionalId, row, rows, text, timestamp } from '../wire.ts';

const plainChat = z.object({
  id,
  channelId: optionalId,
  createdAt: timestamp,
  currentResponderId: optionalId,
  isRemoved: flag,
  lastChatMessageCreatedAt: timestamp,
  ownerId: optionalId,
  responderId: optionalId,
  title: text,
  updatedAt: timestamp,
});

const detailedChat = z.object({
  id,
  channelId: optionalId,
  channelName: text,
  channelType: text,
  createdAt: timestamp,
  isOwnerBlocked: flag,
  isRemoved: flag,
  lastMessageContent: text,
  lastMessageCreatedAt: timestamp,
  lastMessageRole: text,
  ownerEmail: text,
  ownerId: optionalId,
  ownerIdentifier: text,
  ownerName: text,
  penultimateMessageContent: text,
  penultimateMessageCreatedAt: timestamp,
  penultimateMessageRole: text,
  responderEntity: text,
  responderId: optionalId,
  responderName: text,
  responderPicture: text,
  responderVersionId: optionalId,
  responderVersionNumber: count,
  ticketId: optionalId,
  ticketStatus: text,
  title: text,
});

const ENVELOPES = ['data', 'items', 'results'];

export const plainRow = row(plainChat);
export const detailedRow = row(detailedChat);

export const plainChats = rows(plainChat, ENVELOPES);
export const detailedChats = rows(detailedChat, ENVELOPES);

export type PlainChat = z.output<typeof plainChat>;
export type DetailedChat = z.output<typeof detailedChat>;
