import { conversations } from '../data-sources/conversations.ts';
import { customer } from '../data-sources/customers.ts';
import { agents, contacts, inboxes } from '../data-sources/directory.ts';
import { find, node, nodeByNativeId, nodes } from '../data-sources/nodes.ts';
import { transcript } from '../data-sources/transcripts.ts';
import type { QueryResolvers } from '../generated/resolvers-types.ts';
import { NODE_TYPES } from './NodeType.ts';
import { conversationsRead, readsRows, selected, transcriptFields } from './selection.ts';

export const Query: QueryResolvers = {
  node: (_, { id }, context, info) => node(context, id, selected(context, info)),
  nodes: (_, { ids }, context, info) => nodes(context, ids, selected(context, info)),
  nodeByNativeId: (_, { source, type, nativeId }, context, info) =>
    nodeByNativeId(context, source, NODE_TYPES[type], nativeId, selected(context, info)),
  sources: (_, __, { sources }) => sources.all,
  source: (_, { key }, { sources }) => sources.get(key) ?? null,
  conversation: (_, { id, assigneeVersionId }, context, info) =>
    find(context, 'Conversation', id, {
      ...selected(context, info),
      assigneeVersionId: assigneeVersionId ?? undefined,
    }),
  contact: (_, { id }, context, info) => find(context, 'Contact', id, selected(context, info)),
  agent: (_, { id }, context, info) => find(context, 'Agent', id, selected(context, info)),
  inbox: (_, { id }, context, info) => find(context, 'Inbox', id, selected(context, info)),
  customer: (_, { email }, context) => customer(context, email),
  transcript: async (_, { conversationId }, context, info) => {
    const conversation = await find(context, 'Conversation', conversationId, {
      fields: transcriptFields(context, info),
    });
    return conversation && transcript(context, conversation);
  },
  conversations: (_, { filter, ...page }, context, info) =>
    conversations(context, filter ?? {}, page, conversationsRead(info)),
  contacts: (_, { filter, ...page }, context, info) =>
    contacts(context, filter ?? {}, { ...page, isCount: !readsRows(info, 'rank') }),
  agents: (_, { filter, ...page }, context, info) =>
    agents(context, filter ?? {}, { ...page, isCount: !readsRows(info, 'rank') }),
  inboxes: (_, { filter, ...page }, context, info) =>
    inboxes(context, filter ?? {}, { ...page, isCount: !readsRows(info, 'rank') }),
};
