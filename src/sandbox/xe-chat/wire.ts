import { toSecondIso } from '../shared/time.ts';
import type { XeChatSettings } from './settings.ts';
import type { XeAgent, XeChatState, XeContact, XeConversation, XeInbox, XeMessage } from './state.ts';

/** Rows as the page's replies show them. */
export class XeWire {
  readonly #state: XeChatState;
  readonly #settings: XeChatSettings;

  constructor(state: XeChatState, settings: XeChatSettings) {
    this.#state = state;
    this.#settings = settings;
  }

  id(id: number): number | string {
    return this.#settings.idForm === 'string' ? String(id) : id;
  }

  conversation(row: XeConversation) {
    return { ...this.#head(row), ...this.#embedded(row), ...this.#tail(row) };
  }

  /** POST's reply: without the last activity. */
  created(row: XeConversation) {
    return {
      ...this.#head(row),
      ...this.#embedded(row),
      unread_count: row.unreadCount,
      created_at: toSecondIso(row.createdAt),
    };
  }

  /** PATCH's reply: no contact, unread count, creation or last activity. */
  updated(row: XeConversation) {
    return {
      ...this.#head(row),
      assigned_agent: this.#assigned(row),
      updated_at: toSecondIso(row.updatedAt),
    };
  }

  /** A message of a list: `private` shows only where it is true. */
  listed(row: XeMessage) {
    const { private: isPrivate, ...rest } = this.sent(row);
    return isPrivate ? { ...rest, private: true } : rest;
  }

  sent(row: XeMessage) {
    const rows = row.sender.type === 'agent' ? this.#state.agents : this.#state.contacts;
    return {
      id: this.id(row.id),
      conversation_id: this.id(row.conversationId),
      type: row.type,
      content: row.content,
      private: row.private,
      sender: {
        type: row.sender.type,
        id: this.id(row.sender.id),
        name: rows.get(row.sender.id)?.name ?? null,
      },
      created_at: toSecondIso(row.createdAt),
    };
  }

  contact(row: XeContact) {
    return {
      id: this.id(row.id),
      name: row.name,
      email: row.email,
      phone: row.phone,
      conversation_count: row.conversationCount,
      created_at: toSecondIso(row.createdAt),
    };
  }

  agent(row: XeAgent) {
    const { id, name, email, role, availability } = row;
    return { id: this.id(id), name, email, role, availability };
  }

  inbox(row: XeInbox) {
    return { id: this.id(row.id), name: row.name, channel_type: row.channelType, is_enabled: row.isEnabled };
  }

  #head(row: XeConversation) {
    return { id: this.id(row.id), status: row.status, inbox_id: this.id(row.inboxId) };
  }

  #embedded(row: XeConversation) {
    const contact = this.#state.contacts.get(row.contactId);
    return {
      contact: contact && { id: this.id(contact.id), name: contact.name, email: contact.email },
      assigned_agent: this.#assigned(row),
    };
  }

  #assigned(row: XeConversation) {
    const agent = row.agentId === null ? undefined : this.#state.agents.get(row.agentId);
    return agent === undefined ? null : { id: this.id(agent.id), name: agent.name };
  }

  #tail(row: XeConversation) {
    return {
      unread_count: row.unreadCount,
      last_activity_at: toSecondIso(row.lastActivityAt),
      created_at: toSecondIso(row.createdAt),
    };
  }
}
