export const channelTypes = ['widget', 'waha', 'whatsapp', 'instagram', 'api'] as const;

export interface ZaiaChannel {
  id: string;
  name: string;
  type: string;
}

/** Who a chat belongs to: a user of the platform (with an email) or an external user (with an identifier). */
export interface ZaiaOwner {
  /** The super identity, which `/chats` shows and creation takes. */
  id: string;
  /** The external user's own id; `/chats/details` shows it where the settings split identities. */
  externalId: string;
  name: string | null;
  email: string | null;
  identifier: string | null;
  isBlocked: boolean | null;
}

/** An AI agent or a squad of them. */
export interface ZaiaResponder {
  /** The super identity, which `/chats` shows. */
  id: string;
  /** Its own id; `/chats/details` shows it where the settings split identities. */
  entityId: string;
  entity: string;
  name: string;
  picture: string | null;
  /** Oldest first. */
  versions: { id: string; number: number }[];
}

/** Times are epoch milliseconds. */
export interface ZaiaPreview {
  content: string | null;
  role: string;
  createdAt: number;
}

export interface ZaiaChat {
  id: string;
  channelId: string | null;
  ownerId: string;
  title: string | null;
  createdAt: number;
  updatedAt: number;
  isRemoved: boolean;
  lastChatMessageCreatedAt: number | null;
  /** Every responder the chat had, the current one last; never empty. */
  responders: { responderId: string; versionId: string | null }[];
  ticket: { id: string; status: string } | null;
  /** The last two messages, oldest first; fewer where there were fewer. */
  previews: ZaiaPreview[];
}

/** One workspace at Zaia. Rows may be added, changed and deleted directly. */
export class ZaiaState {
  workspaceId = '5f0c8a52-6d0e-4b7e-9f57-0d3b1c1f7a10';
  readonly channels = new Map<string, ZaiaChannel>();
  readonly owners = new Map<string, ZaiaOwner>();
  readonly responders = new Map<string, ZaiaResponder>();
  readonly chats = new Map<string, ZaiaChat>();

  addChannel(row: ZaiaChannel): ZaiaChannel {
    this.channels.set(row.id, row);
    return row;
  }

  addOwner(row: ZaiaOwner): ZaiaOwner {
    this.owners.set(row.id, row);
    return row;
  }

  addResponder(row: ZaiaResponder): ZaiaResponder {
    this.responders.set(row.id, row);
    return row;
  }

  addChat(row: ZaiaChat): ZaiaChat {
    this.chats.set(row.id, row);
    return row;
  }
}
