/**
 * Xe Chat's JSON, as its API page shows it. Ids are numbers there and texts in the vendor's SDKs; replies differ in completeness, so that every
 * field but the id may be missing.
 */
import { z } from 'zod';
import { count, embedded, flag, id, optionalId, part, text, timestamp } from '../wire.ts';

export const contact = z.object({
  id,
  name: text,
  email: text,
  phone: text,
  conversation_count: count,
  created_at: timestamp,
});

export const agent = z.object({ id, name: text, email: text, role: text, availability: text });

export const inbox = z.object({ id, name: text, channel_type: text, is_enabled: flag });

export const conversation = z.object({
  id,
  status: text,
  inbox_id: optionalId,
  contact: embedded(contact),
  contact_id: optionalId,
  assigned_agent: embedded(agent),
  assigned_agent_id: optionalId,
  unread_count: count,
  last_activity_at: timestamp,
  created_at: timestamp,
  updated_at: timestamp,
});

export const message = z.object({
  id,
  type: text,
  content: text,
  private: flag,
  sender: part(z.object({ type: text, id: optionalId, name: text })),
  created_at: timestamp,
});

export type ContactRow = z.output<typeof contact>;
export type AgentRow = z.output<typeof agent>;
export type InboxRow = z.output<typeof inbox>;
export type ConversationRow = z.output<typeof conversation>;
export type MessageRow = z.output<typeof message>;
