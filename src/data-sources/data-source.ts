import type { Agent, Contact, Conversation, Inbox, NativeId } from '../domain.ts';
import { UnsupportedError } from '../errors.ts';
import { revealed } from '../secret.ts';
import { capabilitiesOf, operation, type Capability } from '../providers/capabilities.ts';
import type { Call, ConversationWant } from '../providers/provider.ts';
import type { ConnectedSource } from './connected-source.ts';
import { ConversationLoader } from './conversation-loader.ts';
import { listedLoader, singleLoader, type EntityLoader } from './entity-loaders.ts';
import type { RowKind, Rows } from './listed-rows.ts';
import { ListingReads } from './listing-reads.ts';
import { readAll } from './read-all.ts';

/** A source for one request: its look-ups batched, and no answer asked for twice. */
export class DataSource {
  readonly __typename = 'Source';
  readonly connected: ConnectedSource;
  readonly call: Call;
  #reads: ListingReads | undefined;
  #allInboxes: Promise<readonly Inbox[]> | undefined;
  // Made when they are first asked: most operations look up one kind at one source.
  #conversationLoader: ConversationLoader | undefined;
  #contactLoader: EntityLoader<Contact> | undefined;
  #agentLoader: EntityLoader<Agent> | undefined;
  #inboxLoader: EntityLoader<Inbox> | undefined;

  constructor(connected: ConnectedSource, call: Call) {
    this.connected = connected;
    this.call = call;
  }

  /** Its lists, each page read once. */
  get reads(): ListingReads {
    return (this.#reads ??= new ListingReads(this.connected.listed));
  }

  get #conversations(): ConversationLoader {
    return (this.#conversationLoader ??= new ConversationLoader((nativeId, want) => {
      const get = this.operation('getConversation');
      const id = revealed(nativeId);
      const row = this.connected.listed.isUsed
        ? this.#listed('conversation', id, this.#shownAlone(want))
        : undefined;
      if (row !== undefined) return Promise.resolve(row);
      return this.#alone('conversation', id, () => get(nativeId, want, this.call));
    }));
  }

  get #contacts(): EntityLoader<Contact> {
    return (this.#contactLoader ??= singleLoader((id) =>
      this.#alone('contact', id, () => this.operation('getContact')(id, this.call)),
    ));
  }

  get #agents(): EntityLoader<Agent> {
    return (this.#agentLoader ??= this.connected.adapter.getAgent
      ? singleLoader((id) => this.#alone('agent', id, () => this.operation('getAgent')(id, this.call)))
      : listedLoader(async () => readAll(this.operation('listAgents')(), this.call)));
  }

  get #inboxes(): EntityLoader<Inbox> {
    return (this.#inboxLoader ??= this.connected.adapter.getInbox
      ? singleLoader((id) => this.#alone('inbox', id, () => this.operation('getInbox')(id, this.call)))
      : listedLoader(() => this.inboxes()));
  }

  get key(): string {
    return this.connected.key;
  }

  get capabilities(): Capability[] {
    return capabilitiesOf(this.connected.adapter);
  }

  /** The adapter's operation, or an `UnsupportedError` that says what the provider cannot do. */
  operation<K extends Parameters<typeof operation>[1]>(name: K) {
    const { adapter, provider, key } = this.connected;
    return operation<K>(adapter, name, { name: provider.name, source: key });
  }

  /** Rejects with `UnsupportedError` for a version of the assignee where assignees have none. */
  conversation(nativeId: NativeId, want?: ConversationWant): Promise<Conversation | null> {
    const { adapter, provider } = this.connected;
    if (
      want?.assigneeVersionId !== undefined &&
      adapter.listConversations?.filters.assigneeVersion === undefined
    ) {
      const message = `${provider.name} knows no versions of assignees.`;
      return Promise.reject(new UnsupportedError(message, { source: this.key }));
    }
    return this.#conversations.load(nativeId, want);
  }

  /** Takes note of a row that a list carried, so that no look-up repeats it. */
  prime(conversation: Conversation): void {
    this.#conversations.prime(conversation);
  }

  /** `fields` are those about to be read; undefined when unknown. */
  contact(nativeId: string, fields?: ReadonlySet<string>): Promise<Contact | null> {
    const row = this.connected.adapter.getContact && this.#listed('contact', nativeId, fields);
    return row === undefined ? this.#contacts.load(nativeId) : Promise.resolve(row);
  }

  agent(nativeId: string, fields?: ReadonlySet<string>): Promise<Agent | null> {
    const row = this.connected.adapter.getAgent && this.#listed('agent', nativeId, fields);
    return row === undefined ? this.#agents.load(nativeId) : Promise.resolve(row);
  }

  inbox(nativeId: string, fields?: ReadonlySet<string>): Promise<Inbox | null> {
    const row = this.connected.adapter.getInbox && this.#listed('inbox', nativeId, fields);
    return row === undefined ? this.#inboxes.load(nativeId) : Promise.resolve(row);
  }

  /** All inboxes of the account, listed once. */
  async inboxes(): Promise<readonly Inbox[]> {
    this.#allInboxes ??= readAll(this.operation('listInboxes')(), this.call);
    return this.#allInboxes;
  }

  /** An entity of which only a part is known, with these fields: from the conversation that carries it, else by its id. */
  complete<K extends keyof EmbeddedIn>(
    kind: K,
    part: NonNullable<EmbeddedIn[K]>,
    fields: ReadonlySet<string>,
  ): Promise<EmbeddedIn[K]> {
    return part.carrier === undefined
      ? BY_ID[kind](this, part.nativeId, fields)
      : this.#carried(kind, part, fields);
  }

  async #carried<K extends keyof EmbeddedIn>(
    kind: K,
    { carrier, nativeId }: NonNullable<EmbeddedIn[K]>,
    fields: ReadonlySet<string>,
  ): Promise<EmbeddedIn[K]> {
    const conversation = carrier && (await this.conversation(carrier.nativeId, { fields: new Set([kind]) }));
    const carried = conversation?.[kind] as EmbeddedIn[K] | undefined;
    // Zaia may show one person under two ids; the one already given to the client stays.
    return carried ? { ...carried, nativeId } : BY_ID[kind](this, nativeId, fields);
  }

  /** A row that a list showed a moment ago, if it has all that is wanted. */
  #listed<K extends RowKind>(
    kind: K,
    nativeId: string,
    fields: ReadonlySet<string> | undefined,
  ): Rows[K] | undefined {
    return fields && this.connected.listed.find(kind, nativeId, fields, this.call);
  }

  /** Reads an entity by itself. */
  #alone<Found>(kind: RowKind, nativeId: string, read: () => Promise<Found>): Promise<Found> {
    const { listed } = this.connected;
    if (!listed.isUsed) return read();
    return read().then((found) => {
      listed.supersede(kind, nativeId, this.call);
      return found;
    });
  }

  /** What a conversation's own read would tell of what is wanted; undefined where a row cannot stand for it. */
  #shownAlone(want: ConversationWant): ReadonlySet<string> | undefined {
    const { fields, assigneeVersionId } = want;
    if (fields === undefined || assigneeVersionId !== undefined) return undefined;
    const lacks = this.connected.outlook.getConversation?.(want).gaps.lacks;
    if (lacks === undefined || lacks === 'all') return fields;
    return new Set([...fields].filter((field) => !lacks.has(field)));
  }
}

interface EmbeddedIn {
  contact: Contact | null;
  assignee: Agent | null;
  inbox: Inbox | null;
}

const BY_ID: {
  readonly [K in keyof EmbeddedIn]: (
    source: DataSource,
    nativeId: string,
    fields: ReadonlySet<string>,
  ) => Promise<EmbeddedIn[K]>;
} = {
  contact: (source, nativeId, fields) => source.contact(nativeId, fields),
  assignee: (source, nativeId, fields) => source.agent(nativeId, fields),
  inbox: (source, nativeId, fields) => source.inbox(nativeId, fields),
};
