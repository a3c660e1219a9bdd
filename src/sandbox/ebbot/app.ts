import type { MiddlewareHandler } from 'hono';
import { createBaseApp } from '../shared/base-app.ts';
import { hang } from '../shared/hang.ts';
import { Refusal } from '../shared/refusal.ts';
import { pageOf, sortRows } from '../shared/rows.ts';
import type { ProviderApp } from '../shared/running-provider.ts';
import { defaultSeed } from '../shared/settings.ts';
import { SlidingWindow } from '../shared/sliding-window.ts';
import { seedEbbot } from './seed.ts';
import { ebbotSettings } from './settings.ts';
import type { EbbotOptions, EbbotSettings } from './settings.ts';
import type { EbbotState } from './state.ts';
import { listedChat, transcriptLine } from './wire.ts';

/** The 2 endpoints of Ebbot's Chats API over one company's chats. */
export function createEbbotApp(options: EbbotOptions = {}): ProviderApp<EbbotState, EbbotSettings> {
  const settings = ebbotSettings(options);
  const { seed = defaultSeed, sizes } = options;
  const state = options.state ?? seedEbbot(seed, settings.now(), sizes?.chats ?? 160);
  const { app, requests, faults } = createBaseApp(settings, options);
  const api = app.basePath('/api/chats/company_chats');
  const refuse = (status: 400 | 401 | 404, message: string) =>
    new Refusal(status, { success: false, message, request_id: settings.requestId() });

  api.use(async (context, next) => {
    if (context.req.header('x-api-key') !== settings.credential) throw refuse(401, 'Unauthorized');
    await next();
  }, limiter(settings));

  api.get('/', (context) => {
    const page = positive(context.req.query('page'), 1);
    const limit = positive(context.req.query('limit'), 15);
    if (page === undefined || limit === undefined)
      throw refuse(400, 'page and limit must be positive integers');
    const chats = sortRows(state.chats.values(), settings.order, {
      id: (chat) => chat.id,
      activity: (chat) => chat.updatedAt,
    });
    const rows = pageOf(chats, page, Math.min(limit, settings.clamp ?? Infinity));
    return context.json(
      enveloped(
        rows.map((chat) => listedChat(chat, settings)),
        chats.length,
        settings,
      ),
    );
  });

  api.get('/:chatid/transcript', (context) => {
    const chat = state.chats.get(context.req.param('chatid'));
    if (chat === undefined) throw refuse(404, 'Chat not found');
    const data = chat.transcript.map(transcriptLine(chat, settings.timeZone));
    return context.json({ success: true, data, request_id: settings.requestId() });
  });

  app.notFound((context) => context.json(refuse(404, 'Not found').body, 404));
  return { app, requests, faults, state, settings };
}

/** "Exceeding this limit will cause subsequent requests to time out." */
function limiter(settings: EbbotSettings): MiddlewareHandler {
  const window = new SlidingWindow();
  return async (context, next) => {
    const { limits, limit, limitWindowMs } = settings;
    if (limits && window.take('company', settings.now(), limit, limitWindowMs) > 0) return hang(context);
    return next();
  };
}

function positive(given: string | undefined, standard: number): number | undefined {
  if (given === undefined) return standard;
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

function enveloped(rows: unknown[], count: number, { envelope, totals, requestId }: EbbotSettings): unknown {
  if (envelope === 'array') return rows;
  const data = envelope === 'data' ? rows : { chats: rows, ...(totals ? { total: count } : {}) };
  return { success: true, data, request_id: requestId() };
}
