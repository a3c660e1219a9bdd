/** A file of a message. Content is bytes, or makes a stream for files too big to keep. */
export interface SquirrelFile {
  id: number;
  name: string;
  contentType: string;
  /** In bytes; what `Content-Length` says. Undefined: the length is not told. */
  size?: number;
  content: Uint8Array<ArrayBuffer> | (() => ReadableStream<Uint8Array>);
}

export interface SquirrelMessage {
  /** The message's activity id: unique in the account. */
  id: number;
  direction: 'inbound' | 'outbound';
  body: string;
  /** Epoch milliseconds. */
  timestamp: number;
  author: string;
  files: SquirrelFile[];
}

export interface SquirrelConversation {
  visitorToken: string;
  conversationToken: string;
  name: string;
  email: string;
  status: 'open' | 'closed';
  /** Oldest first. */
  messages: SquirrelMessage[];
}

/** One site at SquirrelStack. Rows may be added, changed and deleted directly. */
export class SquirrelStackState {
  greeting = 'Hi there! How can we help?';
  autoReply = "Thanks for reaching out! We'll get back to you soon.";
  /** By visitor token. */
  readonly conversations = new Map<string, SquirrelConversation>();
  #lastActivity = 0;

  addConversation(row: Omit<SquirrelConversation, 'messages' | 'status'>): SquirrelConversation {
    const conversation: SquirrelConversation = { ...row, status: 'open', messages: [] };
    this.conversations.set(row.visitorToken, conversation);
    return conversation;
  }

  /** Appends to a conversation; the id is the next activity id of the site where none is given. */
  addMessage(
    conversation: SquirrelConversation,
    row: Omit<SquirrelMessage, 'id' | 'files'> & { id?: number; files?: SquirrelFile[] },
  ): SquirrelMessage {
    const message = { files: [], ...row, id: row.id ?? this.#lastActivity + 1 };
    this.#lastActivity = Math.max(this.#lastActivity, message.id);
    conversation.messages.push(message);
    return message;
  }
}
