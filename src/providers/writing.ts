/** The writing operations of an adapter: which fields of the input its provider takes, by what rules, and the call itself. */
import type {
  Agent,
  AgentRole,
  Contact,
  Conversation,
  ConversationRef,
  ConversationStatus,
  Message,
  SenderRole,
  Timestamp,
} from '../domain.ts';
import type { UpstreamRefusal } from '../errors.ts';
import type { Secret } from '../secret.ts';
import type { Call } from '../upstream/upstream.ts';

/** A field that is absent is not touched; null is said only where the schema gives null a meaning. */
export interface Writes {
  readonly createConversation?: Write<CreateConversation, CreatedConversation>;
  readonly updateConversation?: Write<UpdateConversation, Conversation>;
  /** Done too where the conversation was removed before. */
  readonly deleteConversation?: Write<DeleteConversation, undefined>;
  readonly sendMessage?: Write<SendMessage, SentMessage>;
  readonly createContact?: Write<CreateContact, Contact>;
  readonly createAgent?: Write<CreateAgent, Agent>;
}

export interface Write<Input, Result> {
  /** The fields that the provider takes. Any other that is given is UNSUPPORTED at its path, and nothing is sent. */
  readonly fields: {
    readonly [F in Exclude<keyof Input, 'conversation'>]?: FieldRule<NonNullable<Input[F]>>;
  };
  /** Sends it. The input holds only fields of `fields`, each of which kept its rule; ids are native ids of this source. */
  run(input: Input, call: Call): Promise<Result>;
  /** What is shown otherwise once it is done, as in `UpstreamRequest.touches`. */
  touches(input: Input): readonly string[];
  /** What a refusal says of one field. Absent or undefined: no more than its status does. */
  readonly problem?: (refusal: UpstreamRefusal, input: Input, call: Call) => Promise<Problem | undefined>;
  /** The reply does not show what was written: to tell it from others alike takes a look beforehand. */
  readonly isSilent?: true;
  /** The field of which the provider takes no value twice, and answers 409: whoever sends the same again does no harm. */
  readonly unique?: keyof Input & string;
}

export interface FieldRule<Value> {
  /** Without it nothing is sent. */
  readonly required?: true;
  /** Makes the secret of a field that is not given. */
  readonly make?: Make;
  /** The values that the provider takes, where it does not take all. */
  readonly oneOf?: readonly Value[];
  /** What the provider does anyway: accepted and not sent; every other value is UNSUPPORTED. */
  readonly only?: Value;
  /** What the provider does where it is not given. A field with one value in `oneOf` needs none: that is it. */
  readonly default?: Value;
  /** The provider's own rule; undefined when it is kept. */
  readonly check?: (value: Value) => Fault | undefined;
}

/** Makes a secret of the 128 bits given (base64url), else of as many random ones. */
export type Make = (bits?: string) => Secret;

/** What is wrong with a value. */
export interface Fault {
  readonly code: 'INVALID' | 'CONFLICT' | 'NOT_FOUND' | 'UNSUPPORTED' | 'REQUIRED' | 'TOO_LONG';
  /** One sentence for people, in our words. */
  readonly message: string;
}

export interface Problem extends Fault {
  readonly field: WriteField;
}

/** The fields of all inputs. */
export type WriteField = { [W in keyof Writes]-?: keyof InputOf<W> }[keyof Writes];

/** The input of the operation of that name. */
export type InputOf<W extends keyof Writes> =
  NonNullable<Writes[W]> extends Write<infer Input, unknown> ? Input : never;

export interface CreateConversation {
  readonly inboxId?: string;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly contactEmail?: string;
  readonly assigneeId?: string;
  readonly status?: ConversationStatus;
  readonly title?: string;
  /** The opening message. */
  readonly content?: string;
  /** Who speaks it. */
  readonly as?: SenderRole;
  readonly visitorToken?: Secret;
}

export interface CreatedConversation {
  readonly conversation: Conversation;
  readonly autoReply: string | null;
}

export interface UpdateConversation {
  readonly conversation: ConversationRef;
  readonly status?: ConversationStatus;
  /** Null unassigns. */
  readonly assigneeId?: string | null;
  /** The empty text clears. */
  readonly title?: string;
  readonly lastActivityAt?: Timestamp;
}

export interface DeleteConversation {
  readonly conversation: ConversationRef;
}

export interface SendMessage {
  readonly conversation: ConversationRef;
  readonly content?: string;
  readonly as?: SenderRole;
  readonly isPrivate?: boolean;
  readonly agentId?: string;
}

export interface SentMessage {
  /** Null where the reply does not show it. */
  readonly message: Message | null;
  /** What the reply left out of it, so that what it says there is a guess. Absent: nothing. */
  readonly lacks?: ReadonlySet<keyof Message>;
  /** Where it does not: between which moments, by its own clock, the provider wrote it; null where the reply does not tell. */
  readonly span: { readonly from: Timestamp; readonly to: Timestamp } | null;
}

export interface CreateContact {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface CreateAgent {
  readonly name?: string;
  readonly email?: string;
  readonly role?: AgentRole;
}
