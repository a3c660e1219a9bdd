/** What a mutation's input looks like, flat: each field that an adapter may be given, and where the input has it. */
import type { NodeTypeName } from '../../ids.ts';
import type { InputOf, Writes } from '../../providers/provider.ts';
import { Secret } from '../../secret.ts';

/** As a client gave it. */
export type RawInput = Readonly<Record<string, unknown>>;

export interface Place {
  /** The way inside `input`. */
  readonly path: readonly [string, ...string[]];
  /** It is the global id of such a thing, which must be the source's own. */
  readonly id?: NodeTypeName;
  /** Null means something; elsewhere it is as absent. */
  readonly nullable?: true;
  /** Nothing of ours shows it. */
  readonly secret?: true;
}

export interface Form<W extends keyof Writes> {
  readonly operation: W;
  /** Where the input says which source it is about: by its key, or by the id of a conversation there. */
  readonly target: 'source' | 'id' | 'conversationId';
  readonly fields: Readonly<Record<Exclude<keyof InputOf<W>, 'conversation'>, Place>>;
  /** What is given changes something: an input without any of the fields is refused. */
  readonly isChange?: true;
}

export const FORMS: { readonly [W in keyof Writes]-?: Form<W> } = {
  createConversation: {
    operation: 'createConversation',
    target: 'source',
    fields: {
      inboxId: { path: ['inboxId'], id: 'Inbox' },
      contactId: { path: ['contactId'], id: 'Contact' },
      contactName: { path: ['contact', 'name'] },
      contactEmail: { path: ['contact', 'email'] },
      assigneeId: { path: ['assigneeId'], id: 'Agent' },
      status: { path: ['status'] },
      title: { path: ['title'] },
      content: { path: ['message', 'content'] },
      as: { path: ['message', 'as'] },
      visitorToken: { path: ['visitorToken'], secret: true },
    },
  },
  updateConversation: {
    operation: 'updateConversation',
    target: 'id',
    isChange: true,
    fields: {
      status: { path: ['status'] },
      assigneeId: { path: ['assigneeId'], id: 'Agent', nullable: true },
      title: { path: ['title'] },
      lastActivityAt: { path: ['lastActivityAt'] },
    },
  },
  deleteConversation: { operation: 'deleteConversation', target: 'id', fields: {} },
  sendMessage: {
    operation: 'sendMessage',
    target: 'conversationId',
    fields: {
      content: { path: ['content'] },
      as: { path: ['as'] },
      isPrivate: { path: ['isPrivate'] },
      agentId: { path: ['agentId'], id: 'Agent' },
    },
  },
  createContact: {
    operation: 'createContact',
    target: 'source',
    fields: { name: { path: ['name'] }, email: { path: ['email'] }, phone: { path: ['phone'] } },
  },
  createAgent: {
    operation: 'createAgent',
    target: 'source',
    fields: { name: { path: ['name'] }, email: { path: ['email'] }, role: { path: ['role'] } },
  },
};

/** What the input has there; undefined where it has nothing, or a null that means nothing. */
export function valueAt(input: RawInput, { path, nullable, secret }: Place): unknown {
  const value = path.reduce<unknown>(
    (within, name) => (within as RawInput | null | undefined)?.[name],
    input,
  );
  if (value === null && !nullable) return undefined;
  return secret && typeof value === 'string' ? new Secret(value) : value;
}
