/**
 * The provider interface: one chat product, and an adapter to one account of it.
 *
 * Every operation of an adapter is optional, and an operation that the product lacks is left out. That one fact is what capabilities, SKIPPED
 * slices, UNSUPPORTED errors and the README's table are derived from (`capabilities.ts`).
 */
import type { ZodType } from 'zod';
import type {
  Agent,
  Contact,
  Conversation,
  Inbox,
  Message,
  NativeId,
  ProviderWord,
  Timestamp,
} from '../domain.ts';
import type { Secret } from '../secret.ts';
import type { Limits } from '../upstream/limits.ts';
import type { Call, Keeping, Upstream } from '../upstream/upstream.ts';
import type { ConversationCriteria, ConversationWant } from './asking.ts';
import type { DownloadFile } from './download.ts';
import type { Outlook } from './outlook.ts';
import type { Writes } from './writing.ts';

export type * from './writing.ts';
export type { BudgetRule } from '../upstream/limits.ts';
export type { Call, Keeping } from '../upstream/upstream.ts';
export type * from './asking.ts';
export type * from './download.ts';
export type * from './outlook.ts';

/** A chat product. `Config` is what a source of it has in the configuration beyond `key` and `provider`. */
export interface Provider<Config = unknown> {
  /** Its name in the configuration, such as `xe-chat`. */
  readonly id: string;
  /** Its name in the schema. */
  readonly word: ProviderWord;
  /** Its name for people. */
  readonly name: string;
  /** The native id of a conversation is a secret: adapters hold it as a `Secret`, and global ids seal it. */
  readonly hasSecretIds?: true;
  /** Key of its source where no configuration gives one. */
  readonly defaultKey: string;
  /** Its credential: the key of the configuration that holds it, and what one looks like. */
  readonly credential: { readonly key: string; readonly form: ZodType<Secret, string> };
  /** Reads and checks the source's part of the configuration; strict, every key described. */
  readonly config: ZodType<Config>;
  /** Environment variable by configuration key, for running without a configuration file. All `required` ones make a source. */
  readonly environment: Readonly<Record<string, { readonly variable: string; readonly required: boolean }>>;
  /** How its calls travel. */
  transport(config: Config): Transport;
  /** Fields of its payloads that tell of one thing alone: all that `raw` shows to who may not read the others. */
  readonly ownFields: OwnFields;
  /** What the adapter's operations will send, and what their answers leave out. */
  readonly outlook: Outlook;
  /** An adapter to the account behind `upstream`. */
  connect(upstream: Upstream, config: Config): Adapter;
}

export interface OwnFields {
  readonly Conversation: readonly string[];
  readonly Message: readonly string[];
}

export interface Transport extends Limits {
  /** Without a trailing slash; request paths are appended. */
  readonly baseUrl: string;
  /** Headers that present the credential. */
  headers(credential: Secret): Readonly<Record<string, string>>;
}

/** One account at a provider. Reads of what does not exist answer null; faults are `GatewayError`s. */
export interface Adapter extends Writes {
  readonly listConversations?: ListConversations;
  readonly getConversation?: (
    nativeId: NativeId,
    want: ConversationWant,
    call: Call,
  ) => Promise<Conversation | null>;
  /** The conversation's messages, oldest first. `completeness` says whether the API gives them all. */
  readonly messages?: {
    readonly completeness: 'COMPLETE' | 'PREVIEW';
    open(conversation: Conversation): Listing<Message>;
  };
  readonly listContacts?: ListContacts;
  readonly getContact?: (nativeId: string, call: Call) => Promise<Contact | null>;
  readonly listAgents?: () => Listing<Agent>;
  /** Present only where one agent can be looked up more cheaply than by listing all. */
  readonly getAgent?: (nativeId: string, call: Call) => Promise<Agent | null>;
  readonly listInboxes?: () => Listing<Inbox>;
  /** Present only where one inbox can be looked up more cheaply than by listing all. */
  readonly getInbox?: (nativeId: string, call: Call) => Promise<Inbox | null>;
  readonly downloadFile?: DownloadFile;
}

export interface ListConversations {
  /** The filters that the provider applies itself. One that is absent makes the source SKIPPED. */
  readonly filters: { readonly [F in keyof ConversationCriteria]?: FilterRule };
  /** A list by criteria that hold only filters named in `filters`, each within its rule. */
  open(criteria: ConversationCriteria): Listing<Conversation>;
}

/** `one`: the parameter takes a single value, several fan out into a listing each. `inboxes`: the provider filters by inbox, and the inboxes tell. */
export type FilterRule = 'one' | 'many' | 'range' | 'inboxes';

export interface ListContacts {
  readonly filters: { readonly search?: 'one' };
  open(criteria: { readonly search?: string }): Listing<Contact>;
}

/** How a list can be walked: by page and limit, after a moment, or only all at once. Rows keep the provider's order. */
export type Listing<Row> = PageListing<Row> | SinceListing<Row> | WholeListing<Row>;

export interface PageListing<Row> {
  readonly walk: 'page';
  /** Names the endpoint and, behind a `?` or `:`, the filter or whose rows they are; part of a cursor's binding. Limits are remembered by endpoint. */
  readonly key: string;
  /** Most rows that one page may be asked for. */
  readonly maxLimit: number;
  /** Reads a page, counted from 1. */
  read(page: number, limit: number, call: Call): Promise<Page<Row>>;
}

export interface SinceListing<Row> {
  readonly walk: 'since';
  readonly key: string;
  /** All rows after a moment, or all. The moment may be read as inclusive or strict: rows at it, or before it, may or may not come. */
  read(since: Timestamp | undefined, call: Call): Promise<Page<Row>>;
}

export interface WholeListing<Row> {
  readonly walk: 'whole';
  readonly key: string;
  read(call: Call): Promise<Page<Row>>;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Rows in the whole list, where the reply says. */
  readonly total?: number | undefined;
  /** The limit that the provider says it applied, where it says. */
  readonly limit?: number | undefined;
  /** Unix milliseconds. */
  readonly fetchedAt: number;
  readonly stale: boolean;
  /** Where its rows may be found by their ids from now on. */
  readonly kept?: Keeping | undefined;
}
