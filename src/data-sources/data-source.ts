import type DataLoader from 'dataloader';
import type { Agent, Contact, Conversation, Inbox, NativeId } from '../domain.ts';
import { UnsupportedError } from '../errors.ts';
import { capabilitiesOf, operation, type Capability } from '../providers/capabilities.ts';
import type { Call, ConversationWant } from '../providers/provider.ts';
import type { ConnectedSource } from './connected-source.ts';
import { ConversationLoader } from './conversation-loader.ts';
import { listedLoader, singleLoader } from './entity-loaders.ts';
import { ListingReads } from './listing-reads.ts';
import { readAll } from './read-all.ts';

/** A source for one request: its look-ups batched, and no answer asked for twice. */
export class DataSource {
  readonly __typename = 'Source';
  readonly connected: ConnectedSource;
  readonly call: Call;
  /** Its lists, each page read once. */
  readonly reads = new ListingReads();
  readonly #conversations: ConversationLoader;
  readonly #contacts: DataLoader<string, Contact | null>;
  readonly #agents: DataLoader<string, Agent | null>;
  readonly #inboxes: DataLoader<string, Inbox | null>;
  #allInboxes: Promise<readonly Inbox[]> | undefined;

  constructor(connected: ConnectedSource, call: Call) {
    this.connected = connected;
    this.call = call;
    const { adapter } = connected;
    this.#conversations = new ConversationLoader((nativeId, want) =>
      this.operation('getConversation')(nativeId, want, call),
    );
    this.#contacts = singleLoader(async (nativeId) => this.operation('getContact')(nativeId, call));
    this.#agents = adapter.getAgent
      ? singleLoader((nativeId) => this.operation('getAgent')(nativeId, call))
      : listedLoader(async () => readAll(this.operation('listAgents')(), call));
    this.#inboxes = adapter.getInbox
      ? singleLoader((nativeId) => this.operation('getInbox')(nativeId, call))
      : listedLoader(() => this.inboxes());
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

  /** Throws `UnsupportedError` for a version of the assignee where assignees have none. */
  async conversation(nativeId: NativeId, want?: ConversationWant): Promise<Conversation | null> {
    const { adapter, provider } = this.connected;
    const hasVersions = adapter.listConversations?.filters.assigneeVersion !== undefined;
    if (want?.assigneeVersionId !== undefined && !hasVersions) {
      throw new UnsupportedError(`${provider.name} knows no versions of assignees.`, { source: this.key });
    }
    return this.#conversations.load(nativeId, want);
  }

  /** Takes note of a row that a list carried, so that no look-up repeats it. */
  prime(conversation: Conversation): void {
    this.#conversations.prime(conversation);
  }

  contact(nativeId: string): Promise<Contact | null> {
    return this.#contacts.load(nativeId);
  }

  agent(nativeId: string): Promise<Agent | null> {
    return this.#agents.load(nativeId);
  }

  inbox(nativeId: string): Promise<Inbox | null> {
    return this.#inboxes.load(nativeId);
  }

  /** All inboxes of the account, listed once. */
  async inboxes(): Promise<readonly Inbox[]> {
    this.#allInboxes ??= readAll(this.operation('listInboxes')(), this.call);
    return this.#allInboxes;
  }

  /** The rest of an entity of which only a part is known: from the conversation that carries it, else by its id. */
  complete<K extends keyof EmbeddedIn>(kind: K, part: NonNullable<EmbeddedIn[K]>): Promise<EmbeddedIn[K]> {
    return part.carrier === undefined ? this.#byId(kind, part.nativeId) : this.#carried(kind, part);
  }

  async #carried<K extends keyof EmbeddedIn>(
    kind: K,
    { carrier, nativeId }: NonNullable<EmbeddedIn[K]>,
  ): Promise<EmbeddedIn[K]> {
    const conversation = carrier && (await this.conversation(carrier.nativeId, { fields: new Set([kind]) }));
    const carried = conversation?.[kind] as EmbeddedIn[K] | undefined;
    // Zaia may show one person under two ids; the one already given to the client stays.
    return carried ? { ...carried, nativeId } : this.#byId(kind, nativeId);
  }

  #byId<K extends keyof EmbeddedIn>(kind: K, nativeId: string): Promise<EmbeddedIn[K]> {
    return BY_ID[kind](this, nativeId);
  }
}

interface EmbeddedIn {
  contact: Contact | null;
  assignee: Agent | null;
  inbox: Inbox | null;
}

const BY_ID: {
  readonly [K in keyof EmbeddedIn]: (source: DataSource, nativeId: string) => Promise<EmbeddedIn[K]>;
} = {
  contact: (source, nativeId) => source.contact(nativeId),
  assignee: (source, nativeId) => source.agent(nativeId),
  inbox: (source, nativeId) => source.inbox(nativeId),
};
