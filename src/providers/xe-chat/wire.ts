/**
 * Xe Chat's JSON, as its API page shows it. Ids are numbers there and texts in the vendor's SDKs; replies differ in completeness, so that every
 * field but the id may be missing.
 */
import {
  count,
  embedded,
  flag,
  id,
  isObject,
  object,
  optionalId,
  part,
  text,
  timestamp,
  type Fields,
  type Read,
} from '../wire.ts';

export const contact = object((fields) => ({
  id: id(fields['id']),
  name: text(fields['name']),
  email: text(fields['email']),
  phone: text(fields['phone']),
  conversation_count: count(fields['conversation_count']),
  created_at: timestamp(fields['created_at']),
}));

export const agent = object((fields) => ({
  id: id(fields['id']),
  name: text(fields['name']),
  email: text(fields['email']),
  role: text(fields['role']),
  availability: text(fields['availability']),
}));

export const inbox = object((fields) => ({
  id: id(fields['id']),
  name: text(fields['name']),
  channel_type: text(fields['channel_type']),
  is_enabled: flag(fields['is_enabled']),
}));

const embeddedContact = embedded(contact);
const embeddedAgent = embedded(agent);

export const conversation = object((fields) => ({
  id: id(fields['id']),
  status: text(fields['status']),
  inbox_id: optionalId(fields['inbox_id']),
  contact: embeddedContact(fields['contact']),
  contact_id: optionalId(fields['contact_id']),
  assigned_agent: embeddedAgent(fields['assigned_agent']),
  assigned_agent_id: optionalId(fields['assigned_agent_id']),
  is_assigned: isAssigned(fields),
  unread_count: count(fields['unread_count']),
  last_activity_at: timestamp(fields['last_activity_at']),
  created_at: timestamp(fields['created_at']),
  updated_at: timestamp(fields['updated_at']),
}));

/** Whether an agent is named, be it by an id that cannot be read. Undefined where nothing is said of agents. */
function isAssigned({ assigned_agent: agent, assigned_agent_id: nativeId }: Fields): boolean | undefined {
  if (agent === undefined && nativeId === undefined) return undefined;
  const names = [isObject(agent) ? (agent['id'] ?? agent['name']) : agent, nativeId];
  return names.some((name) => typeof name === 'number' || (typeof name === 'string' && name !== ''));
}

const sender = part(
  object((fields) => ({
    type: text(fields['type']),
    /** An optional id, as it came. */
    id: fields['id'],
    name: text(fields['name']),
  })),
);

export const message = object((fields) => ({
  id: id(fields['id']),
  type: text(fields['type']),
  content: text(fields['content']),
  private: flag(fields['private']),
  sender: sender(fields['sender']),
  created_at: timestamp(fields['created_at']),
}));

export type ContactRow = Read<typeof contact>;
export type AgentRow = Read<typeof agent>;
export type InboxRow = Read<typeof inbox>;
export type ConversationRow = Read<typeof conversation>;
export type MessageRow = Read<typeof message>;
