import { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxEnv } from '../shared/env.ts';
import type { XeAccount } from './account.ts';
import { filled, id, readBody } from './body.ts';
import { pageQuery, paginate, readQuery, total } from './paging.ts';

/** The messages of a conversation: list, oldest first, and send. */
export function messageRoutes({ state, settings, wire, find }: XeAccount): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/:id/messages', (context) => {
    const conversation = find.conversation(context.req.param('id'));
    const query = readQuery(context.req.query(), pageQuery);
    const thread = state.messages.get(conversation.id) ?? [];
    const { rows } = paginate(thread, query, { standard: 50, maximum: 100 }, settings);
    return context.json({ data: rows.map((row) => wire.listed(row)), ...total(thread, settings) });
  });

  routes.post('/:id/messages', async (context) => {
    const conversation = find.conversation(context.req.param('id'));
    const body = await readBody(context, {
      content: filled('content'),
      private: z.boolean('private must be a boolean.').default(false),
      agent_id: id('agent_id').optional(),
    });
    const now = settings.now();
    const row = state.addMessage({
      conversationId: conversation.id,
      type: 'outgoing',
      content: body.content,
      private: body.private,
      sender: {
        type: 'agent',
        id: body.agent_id === undefined ? find.keyOwner() : find.agent(body.agent_id).id,
      },
      createdAt: now,
    });
    conversation.lastActivityAt = now;
    return context.json(wire.sent(row), 201);
  });

  return routes;
}
