/** What a careful team writes: embedded values at once, the rest through loaders. */
import type { Context } from './rest.ts';

export const resolvers = {
  Query: {
    conversation: (_: unknown, { id }: { id: number }, { get }: Context) => get(`/conversations/${id}`),
    conversations: async (
      _: unknown,
      { agentId, first }: { agentId: number; first: number },
      { get }: Context,
    ) => (await get(`/conversations?agent_id=${agentId}&page=1&limit=${first}`)).data,
  },
  Conversation: {
    unreadCount: (row: any) => row.unread_count,
    lastActivityAt: (row: any) => row.last_activity_at,
    assignee: (row: any) => row.assigned_agent,
    inbox: (row: any, _: unknown, { inbox }: Context) => inbox(row.inbox_id),
    messages: async (row: any, { first }: { first: number }, { get }: Context) =>
      (await get(`/conversations/${row.id}/messages?page=1&limit=${first}`)).data,
  },
  Contact: {
    phone: (row: any, _: unknown, { contact }: Context) =>
      row.phone ?? contact(row.id).then((whole: any) => whole?.phone),
  },
  Agent: {
    email: (row: any, _: unknown, { agent }: Context) =>
      row.email ?? agent(row.id).then((whole: any) => whole?.email),
  },
  Message: {
    createdAt: (row: any) => row.created_at,
    author: (row: any) => row.sender,
  },
  Author: {
    role: (row: any) => row.type,
  },
};
