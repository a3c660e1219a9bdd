export interface XeInbox {
  id: number;
  name: string;
  channelType: string;
  isEnabled: boolean;
}

export interface XeAgent {
  id: number;
  name: string;
  email: string;
  role: string;
  availability: string;
}

/** Times of all rows are epoch milliseconds. */
export interface XeContact {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  conversationCount: number;
  createdAt: number;
}

export interface XeConversation {
  id: number;
  status: string;
  inboxId: number;
  contactId: number;
  agentId: number | null;
  unreadCount: number;
  lastActivityAt: number;
  createdAt: number;
  updatedAt: number;
}

export interface XeMessage {
  id: number;
  conversationId: number;
  type: 'incoming' | 'outgoing';
  content: string;
  private: boolean;
  sender: { type: 'contact' | 'agent'; id: number };
  createdAt: number;
}

/** One account at Xe Chat. Rows may be added, changed and deleted directly. */
export class XeChatState {
  readonly inboxes = new Map<number, XeInbox>();
  readonly agents = new Map<number, XeAgent>();
  readonly contacts = new Map<number, XeContact>();
  readonly conversations = new Map<number, XeConversation>();
  /** By conversation, oldest first. */
  readonly messages = new Map<number, XeMessage[]>();
  readonly #highest = { agents: 0, contacts: 0, conversations: 0, messages: 0 };

  addInbox(row: XeInbox): XeInbox {
    this.inboxes.set(row.id, row);
    return row;
  }

  addAgent(row: Omit<XeAgent, 'id'> & { id?: number }): XeAgent {
    const agent = { ...row, id: this.#idFor('agents', row.id) };
    this.agents.set(agent.id, agent);
    return agent;
  }

  addContact(row: Omit<XeContact, 'id'> & { id?: number }): XeContact {
    const contact = { ...row, id: this.#idFor('contacts', row.id) };
    this.contacts.set(contact.id, contact);
    return contact;
  }

  addConversation(row: Omit<XeConversation, 'id'> & { id?: number }): XeConversation {
    const conversation = { ...row, id: this.#idFor('conversations', row.id) };
    this.conversations.set(conversation.id, conversation);
    return conversation;
  }

  addMessage(row: Omit<XeMessage, 'id'> & { id?: number }): XeMessage {
    const message = { ...row, id: this.#idFor('messages', row.id) };
    const thread = this.messages.get(row.conversationId);
    if (thread === undefined) this.messages.set(row.conversationId, [message]);
    else thread.push(message);
    return message;
  }

  /** The given id, or one that was never used, rows deleted since included. */
  #idFor(kind: 'agents' | 'contacts' | 'conversations' | 'messages', given?: number): number {
    const id = given ?? this.#highest[kind] + 1;
    this.#highest[kind] = Math.max(this.#highest[kind], id);
    return id;
  }
}
