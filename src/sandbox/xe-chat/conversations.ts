import { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxEnv } from '../shared/env.ts';
import { sortRows } from '../shared/rows.ts';
import type { XeAccount } from './account.ts';
import { filled, id, readBody } from './body.ts';
import { refuse } from './errors.ts';
import { pageQuery, paginate, readQuery, wholeQuery } from './paging.ts';

const allStatuses = ['open', 'resolved', 'pending', 'snoozed'] as const;
const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');
const status = (words: readonly [string, ...string[]]) =>
  z.enum(words, `status must be one of ${quoted(words)}.`);

/** List, create, get and update conversations. */
export function conversationRoutes({ state, settings, wire, find }: XeAccount): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/', (context) => {
    const query = readQuery(context.req.query(), {
      ...pageQuery,
      status: status(allStatuses).optional(),
      inbox_id: wholeQuery('inbox_id'),
      agent_id: wholeQuery('agent_id'),
    });
    const found = [...state.conversations.values()].filter(
      (row) =>
        (query.status === undefined || row.status === query.status) &&
        (query.inbox_id === undefined || row.inboxId === query.inbox_id) &&
        (query.agent_id === undefined || row.agentId === query.agent_id),
    );
    const sorted = sortRows(found, settings.order, {
      id: (row) => String(row.id),
      activity: (row) => row.lastActivityAt,
    });
    const { rows, ...rest } = paginate(sorted, query, { standard: 25, maximum: 50 }, settings);
    const { page, limit, ...total } = rest;
    return context.json({ data: rows.map((row) => wire.conversation(row)), ...total, page, limit });
  });

  routes.post('/', async (context) => {
    const body = await readBody(context, {
      inbox_id: id('inbox_id'),
      contact_id: id('contact_id'),
      agent_id: id('agent_id').optional(),
      status: status(['open', 'pending']).default('open'),
      message: z.object({ content: filled('message.content') }, 'message must be an object.').optional(),
    });
    if (!state.inboxes.has(body.inbox_id)) throw refuse(422, 'inbox_id does not exist in your account.');
    const contact = state.contacts.get(body.contact_id);
    if (contact === undefined) throw refuse(422, 'contact_id does not exist in your account.');
    const agentId = body.agent_id === undefined ? null : find.agent(body.agent_id).id;
    const now = settings.now();
    const row = state.addConversation({
      status: body.status,
      inboxId: body.inbox_id,
      contactId: contact.id,
      agentId,
      unreadCount: 0,
      lastActivityAt: now,
      createdAt: now,
      updatedAt: now,
    });
    contact.conversationCount += 1;
    if (body.message !== undefined) {
      state.addMessage({
        conversationId: row.id,
        type: 'outgoing',
        content: body.message.content,
        private: false,
        sender: { type: 'agent', id: agentId ?? find.keyOwner() },
        createdAt: now,
      });
    }
    return context.json(wire.created(row), 201);
  });

  routes.get('/:id', (context) =>
    context.json(wire.conversation(find.conversation(context.req.param('id')))),
  );

  routes.patch('/:id', async (context) => {
    const row = find.conversation(context.req.param('id'));
    const body = await readBody(context, {
      status: status(allStatuses).optional(),
      agent_id: id('agent_id').nullable().optional(),
    });
    if (body.agent_id !== undefined) {
      row.agentId = body.agent_id === null ? null : find.agent(body.agent_id).id;
    }
    if (body.status !== undefined) row.status = body.status;
    row.updatedAt = settings.now();
    return context.json(wire.updated(row));
  });

  return routes;
}
