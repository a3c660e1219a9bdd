/** What a view's cache does with the answer of each mutation that adds or removes a row; what changes a row needs nothing. */
import type { ApolloCache, Reference } from '@apollo/client';
import { isReference } from '@apollo/client/utilities';
import { PEOPLE, THREAD, type People } from '../support/documents.ts';
import type { Conversation, Message, PageOf, Person } from '../support/types.ts';

/** A row that no page has carried has no cursor yet; the next read of its page gives it one. */
const edgeOf = <Node>(type: string, node: Node) => ({ __typename: type, cursor: '', node });

export function addConversation(cache: ApolloCache, conversation: Conversation): void {
  cache.modify({
    fields: {
      conversations(list: Reference | PageOf<Reference | undefined>, { toReference }) {
        if (isReference(list)) return list;
        const node = toReference({ __typename: 'Conversation', ...conversation }, true);
        return { ...list, edges: [edgeOf('ConversationEdge', node), ...list.edges] };
      },
    },
  });
}

export function removeConversation(cache: ApolloCache, id: string): void {
  cache.evict({ id: cache.identify({ __typename: 'Conversation', id }) ?? '' });
  cache.gc();
}

export function addMessage(cache: ApolloCache, conversationId: string, last: number, message: Message): void {
  cache.updateQuery({ query: THREAD, variables: { id: conversationId, last } }, (thread) => {
    const conversation = thread?.conversation;
    if (conversation?.messages == null) return undefined;
    const { messages } = conversation;
    const edges = [...messages.edges, edgeOf('MessageEdge', message)];
    return { conversation: { ...conversation, messages: { ...messages, edges } } };
  });
}

export function addPerson(cache: ApolloCache, list: keyof People, person: Person): void {
  const type = list === 'contacts' ? 'ContactEdge' : 'AgentEdge';
  cache.updateQuery({ query: PEOPLE }, (people) => {
    const page = people?.[list];
    if (people === null || page == null) return undefined;
    return { ...people, [list]: { ...page, edges: [...page.edges, edgeOf(type, person)] } };
  });
}
