/** What each mutation changes beyond the entities that it answers: lists are read anew when they are shown again. */
import type { Cache, UpdatesConfig } from '@urql/exchange-graphcache';

export const updates: UpdatesConfig = {
  Mutation: {
    createConversation: (_result, _args, cache) => forget(cache, 'Query', 'conversations'),
    createContact: (_result, _args, cache) => forget(cache, 'Query', 'contacts'),
    createAgent: (_result, _args, cache) => forget(cache, 'Query', 'agents'),
    sendMessage(_result, args, cache) {
      const { conversationId: id } = args['input'] as { readonly conversationId: string };
      const conversation = cache.keyOfEntity({ __typename: 'Conversation', id });
      if (conversation !== null) forget(cache, conversation, 'messages');
    },
    deleteConversation(result: { readonly deleteConversation?: Deleted | null }, _args, cache) {
      const id = result.deleteConversation?.deletedConversationId;
      if (id != null) cache.invalidate({ __typename: 'Conversation', id });
    },
  },
};

interface Deleted {
  readonly deletedConversationId?: string | null;
}

/** Every page of a connection, whatever its arguments. */
function forget(cache: Cache, entity: string, field: string) {
  for (const { fieldName, arguments: args } of cache.inspectFields(entity)) {
    if (fieldName === field) cache.invalidate(entity, fieldName, args);
  }
}
