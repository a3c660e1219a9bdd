import { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxEnv } from '../shared/env.ts';
import { holds } from '../shared/rows.ts';
import type { XeAccount } from './account.ts';
import { filled, readBody } from './body.ts';
import { refuse } from './errors.ts';
import { pageQuery, paginate, readQuery, total } from './paging.ts';
import type { XeContact } from './state.ts';

const email = () => z.email('email must be a valid email address.');
const phone = () => z.string().regex(/^\+[1-9]\d{1,14}$/, 'phone must be in E.164 format.');

/** List, search, create and get contacts. */
export function contactRoutes({ state, settings, wire, find }: XeAccount): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/', (context) => {
    const query = readQuery(context.req.query(), { ...pageQuery, q: z.string().optional() });
    const found = [...state.contacts.values()].filter((row) => matches(row, query.q ?? ''));
    const { rows } = paginate(found, query, { standard: 25, maximum: 100 }, settings);
    return context.json({ data: rows.map((row) => wire.contact(row)), ...total(found, settings) });
  });

  routes.post('/', async (context) => {
    const body = await readBody(context, {
      name: filled('name'),
      email: email().nullable().default(null),
      phone: phone().nullable().default(null),
    });
    const wanted = body.email?.toLowerCase();
    const taken = [...state.contacts.values()].some((row) => row.email?.toLowerCase() === wanted);
    if (wanted !== undefined && taken) throw refuse(409, 'Contact with this email already exists.');
    const row = state.addContact({ ...body, conversationCount: 0, createdAt: settings.now() });
    return context.json(wire.contact(row), 201);
  });

  routes.get('/:id', (context) => context.json(wire.contact(find.contact(context.req.param('id')))));

  return routes;
}

/** "Search by name, email, or phone": a phone is found with or without its spaces. */
function matches({ name, email, phone }: XeContact, search: string): boolean {
  return holds(search.trim(), name, email, phone, phone?.replaceAll(' ', ''));
}
