/** The writing operations of an adapter: which input fields the provider takes, by what rules, and the call itself. */
import type {
  Agent,
  AgentRole,
  Contact,
  Conversation,
  ConversationStatus,
  Message,
  SenderRole,
  Timestamp,
} from '../domain.ts';
import type { UpstreamRefusal } from '../errors.ts';
import type { Secret } from '../secret.ts';
import type { Call } from '../upstream/upstream.ts';

export interface Write<Input, Result> {
  /** The fields that the provider takes; any other that is given is UNSUPPORTED at its path, and nothing is sent. */
  readonly fields: { readonly [F in keyof Input]?: FieldRule<NonNullable<Input[F]>> };
  /** Sends it. The input holds only fields of `fields` that were given and kept their rules, ids being native ids of this source. */
  run(input: Input, call: Call): Promise<Result>;
  /** What the provider's refusal says of single fields; empty where its status is all it says. */
  problems?(refusal: UpstreamRefusal, input: Input): readonly Problem<Input>[];
}

export interface FieldRule<Value> {
  /** Without it nothing is sent. */
  readonly required?: true;
  /** Values that the provider takes, where it does not take all: another is UNSUPPORTED (`as`) or INVALID (everything else). */
  readonly oneOf?: readonly Value[];
  /** What the provider does anyway: accepted and not sent, every other value is UNSUPPORTED. */
  readonly only?: Value;
  /** The documented rule; undefined when it is kept. */
  check?(value: Value): Pick<Problem, 'code' | 'message'> | undefined;
}

export interface Problem<Input = Record<string, unknown>> {
  readonly code: 'INVALID' | 'CONFLICT' | 'NOT_FOUND' | 'UNSUPPORTED' | 'REQUIRED' | 'TOO_LONG';
  readonly message: string;
  /** Undefined where it cannot be pinned to one field. */
  readonly field?: keyof Input & string;
}

/** A field that is absent is not touched; null is said where the schema gives null a meaning. */
export interface Writes {
  readonly createConversation?: Write<CreateConversation, CreatedConversation>;
  readonly updateConversation?: Write<UpdateConversation, Conversation>;
  readonly deleteConversation?: Write<DeleteConversation, undefined>;
  /** Null where the reply does not show the message. */
  readonly sendMessage?: Write<SendMessage, Message | null>;
  readonly createContact?: Write<CreateContact, Contact>;
  readonly createAgent?: Write<CreateAgent, Agent>;
}

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
  readonly as?: SenderRole;
  readonly visitorToken?: Secret;
}

export interface CreatedConversation {
  readonly conversation: Conversation;
  readonly autoReply: string | null;
}

export interface UpdateConversation {
  readonly conversation: Conversation;
  readonly status?: ConversationStatus;
  /** Null unassigns. */
  readonly assigneeId?: string | null;
  /** The empty text clears. */
  readonly title?: string;
  readonly lastActivityAt?: Timestamp;
}

export interface DeleteConversation {
  readonly conversation: Conversation;
}

export interface SendMessage {
  readonly conversation: Conversation;
  readonly content: string;
  readonly as?: SenderRole;
  readonly isPrivate?: boolean;
  readonly agentId?: string;
}

export interface CreateContact {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface CreateAgent {
  readonly name: string;
  readonly email: string;
  readonly role?: AgentRole;
}
