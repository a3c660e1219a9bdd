/** Whatever has a global id, found by it. */
import type { Agent, Contact, Conversation, Inbox, Message } from '../domain.ts';
import { BadInputError } from '../errors.ts';
import type { GlobalId, NodeTypeName } from '../ids.ts';
import type { ConversationWant } from '../providers/provider.ts';
import { revealed } from '../secret.ts';
import type { Context } from './context.ts';
import { DataSource } from './data-source.ts';
import { readId } from './global-ids.ts';
import { messageByKey } from './message-by-key.ts';

interface Nodes {
  Source: DataSource;
  Conversation: Conversation;
  Message: Message;
  Contact: Contact;
  Agent: Agent;
  Inbox: Inbox;
}

/** An entity that says of which type it is, where the field it answers does not. */
export type TypedNode = { [T in NodeTypeName]: Nodes[T] & { readonly __typename: T } }[NodeTypeName];

/** What the caller will read of what it looks for, once it is known what that is. */
export interface NodeWant extends ConversationWant {
  /** Of someone, or of an inbox; undefined when unknown (then everything). */
  readonly ofPerson?: (type: PersonTypeName) => ReadonlySet<string>;
}

export type PersonTypeName = 'Contact' | 'Agent' | 'Inbox';

export const MOST_NODES = 100;

const FINDERS: {
  readonly [T in NodeTypeName]: (
    source: DataSource,
    id: GlobalId,
    want: NodeWant | undefined,
  ) => Promise<Nodes[T] | null>;
} = {
  Source: (source) => Promise.resolve(source),
  Conversation: (source, id, want) => source.conversation(id.nativeId, want),
  Message: (source, id) => messageByKey(source, id.nativeId, id.messageKey ?? ''),
  Contact: (source, id, want) => source.contact(revealed(id.nativeId), want?.ofPerson?.('Contact')),
  Agent: (source, id, want) => source.agent(revealed(id.nativeId), want?.ofPerson?.('Agent')),
  Inbox: (source, id, want) => source.inbox(revealed(id.nativeId), want?.ofPerson?.('Inbox')),
};

/**
 * The entity of that type and id; null when it does not exist or its source is no longer configured. Throws `BadInputError` for a bad id, and
 * FORBIDDEN for what the caller may not look up.
 */
export function find<T extends NodeTypeName>(
  context: Context,
  type: T,
  text: string,
  want?: NodeWant,
): Promise<Nodes[T] | null> {
  const id = readId(context.ids, text, type);
  context.access.requireLookUp(id);
  const source = context.sources.get(id.source);
  return source === undefined ? Promise.resolve(null) : FINDERS[type](source, id, want);
}

export function isNodeType(name: unknown): name is NodeTypeName {
  return typeof name === 'string' && Object.hasOwn(FINDERS, name);
}

/** The same, saying of which type it is; for an id of any type where none is named. */
export async function node(
  context: Context,
  text: string,
  want?: NodeWant,
  type?: NodeTypeName,
): Promise<TypedNode | null> {
  return typed(context, readId(context.ids, text, type), want);
}

/** Each in its own place, failures too; throws `BadInputError` only for too many ids. */
export function nodes(
  context: Context,
  texts: readonly string[],
  want?: NodeWant,
): (Promise<TypedNode> | null)[] {
  if (texts.length > MOST_NODES) {
    throw new BadInputError(
      `\`nodes\` takes at most ${String(MOST_NODES)} ids; these are ${String(texts.length)}.`,
    );
  }
  // The generated types have no room for a promise of null, which GraphQL itself takes.
  return texts.map((text) => node(context, text, want) as Promise<TypedNode>);
}

/** Throws `BadInputError` for an unknown source, `UnsupportedError` for what its provider cannot look up. */
export function nodeByNativeId(
  context: Context,
  key: string,
  type: 'Conversation' | 'Contact' | 'Agent' | 'Inbox',
  nativeId: string,
  want?: NodeWant,
): Promise<TypedNode | null> {
  return typed(context, { type, source: context.sources.named(key).key, nativeId }, want);
}

async function typed(context: Context, id: GlobalId, want: NodeWant | undefined): Promise<TypedNode | null> {
  context.access.requireLookUp(id);
  const source = context.sources.get(id.source);
  const found = source === undefined ? null : await FINDERS[id.type](source, id, want);
  if (found === null || found instanceof DataSource) return found;
  return { ...found, __typename: id.type } as TypedNode;
}
