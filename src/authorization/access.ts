/** What a caller may reach by an id: decided from the id alone, before any call. */
import { sees, type Caller } from '../caller.ts';
import type { Access } from '../data-sources/access.ts';
import type { ConversationRef } from '../domain.ts';
import type { GlobalId, IdCodec } from '../ids.ts';
import { revealed } from '../secret.ts';
import { boundRefusal, refusalOf } from './refusal.ts';
import type { Rules } from './rules.ts';

export const UNLIMITED: Access = {
  isUnlimited: true,
  sees: () => true,
  requireLookUp: () => undefined,
  requireType: () => undefined,
  requireConversation: () => undefined,
  answers: () => true,
};

export function limitedAccess(caller: Caller, ids: IdCodec, rules: Rules): Access {
  const bound = caller.conversations && boundTo(caller.conversations, ids);

  const requireConversation = (conversation: ConversationRef): void => {
    if (bound?.conversations.has(nameOf(conversation)) === false) throw boundRefusal();
  };
  const requireScopes = (type: string): void => {
    const refusal = refusalOf(caller, rules.type(type));
    if (refusal !== undefined) throw refusal;
  };
  return {
    isUnlimited: false,
    sees: (source) => sees(caller, source) && (bound?.sources.has(source) ?? true),
    requireConversation,
    requireType(type) {
      requireScopes(type);
      if (bound !== undefined) throw boundRefusal();
    },
    requireLookUp(id: GlobalId) {
      requireScopes(id.type);
      if (id.type === 'Conversation' || id.type === 'Message') requireConversation(id);
      else if (bound !== undefined && id.type !== 'Source') throw boundRefusal();
    },
    answers: (type, field) => refusalOf(caller, rules.field(type, field).requirements) === undefined,
  };
}

/** What is no conversation's id binds to nothing. */
function boundTo(texts: ReadonlySet<string>, ids: IdCodec) {
  const decoded = [...texts]
    .flatMap((text) => ids.decode(text) ?? [])
    .filter(({ type }) => type === 'Conversation');
  return {
    conversations: new Set(decoded.map(nameOf)),
    sources: new Set(decoded.map(({ source }) => source)),
  };
}

/** The same however the id came: sealed under an earlier secret, or as the provider's own. */
function nameOf({ source, nativeId }: ConversationRef): string {
  return JSON.stringify([source, revealed(nativeId)]);
}
