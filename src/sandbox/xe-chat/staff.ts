import { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxEnv } from '../shared/env.ts';
import type { XeAccount } from './account.ts';
import { filled, readBody } from './body.ts';
import { refuse } from './errors.ts';
import { total } from './paging.ts';

/** List and create agents. The page names no paging for them: all come at once. */
export function agentRoutes({ state, settings, wire }: XeAccount): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/', (context) => {
    const rows = [...state.agents.values()];
    return context.json({ data: rows.map((row) => wire.agent(row)), ...total(rows, settings) });
  });

  routes.post('/', async (context) => {
    const body = await readBody(context, {
      name: filled('name'),
      email: z.email('email must be a valid email address.'),
      role: z.enum(['agent', 'administrator'], 'role must be "agent" or "administrator".').default('agent'),
    });
    const wanted = body.email.toLowerCase();
    if ([...state.agents.values()].some((row) => row.email.toLowerCase() === wanted)) {
      throw refuse(409, 'Agent with this email already exists.');
    }
    return context.json(wire.agent(state.addAgent({ ...body, availability: 'offline' })), 201);
  });

  return routes;
}

/** List inboxes, whose reply has no total. */
export function inboxRoutes({ state, wire }: XeAccount): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/', (context) =>
    context.json({ data: Array.from(state.inboxes.values(), (row) => wire.inbox(row)) }),
  );
  return routes;
}
