import { Hono } from 'hono';
import type { SandboxEnv } from '../shared/env.ts';
import { chatChange, newChat, readBody } from './body.ts';
import { refuse } from './errors.ts';
import { matchesChats, matchesDetails } from './filter.ts';
import { listChats } from './lists.ts';
import { chatsQuery, detailsQuery, readQuery, uuid } from './query.ts';
import type { ZaiaSettings } from './settings.ts';
import type { ZaiaChat, ZaiaState } from './state.ts';
import { detailedChat, plainChat } from './wire.ts';

/** The seven endpoints of Zaia's chats. A removed chat leaves the lists and stays readable by its id. */
export function chatRoutes(state: ZaiaState, settings: ZaiaSettings): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const workspace = { state, settings };
  const plain = (chat: ZaiaChat) => plainChat(state, chat);

  routes.get('/', (context) => {
    const query = readQuery(context, chatsQuery);
    return context.json(listChats(workspace, query, (chat) => matchesChats(state, chat, query), plain));
  });

  routes.get('/details', (context) => {
    const query = readQuery(context, detailsQuery);
    const matches = (chat: ZaiaChat) => matchesDetails(state, chat, query);
    return context.json(listChats(workspace, query, matches, (chat) => detailedChat(state, chat, settings)));
  });

  routes.post('/', async (context) => {
    const { channelId, ownerId, title } = await readBody(context, newChat);
    if (channelId !== null && !state.channels.has(channelId)) throw refuse(404, 'Channel not found.');
    if (!state.owners.has(ownerId)) throw refuse(404, 'Owner not found.');
    // Who answers is the workspace's business: its first responder, in its latest version.
    const [responder] = state.responders.values();
    if (responder === undefined) throw refuse(400, 'The workspace has no responder.');
    const now = settings.now();
    const chat = state.addChat({
      id: crypto.randomUUID(),
      channelId,
      ownerId,
      title,
      createdAt: now,
      updatedAt: now,
      isRemoved: false,
      lastChatMessageCreatedAt: null,
      responders: [{ responderId: responder.id, versionId: responder.versions.at(-1)?.id ?? null }],
      ticket: null,
      previews: [],
    });
    return context.json(plain(chat));
  });

  routes.get('/:id', (context) => context.json(plain(find(context.req.param('id')))));

  routes.get('/:id/details', (context) => {
    const chat = find(context.req.param('id'));
    const versionId = context.req.query('responderVersionId');
    return context.json(detailedChat(state, chat, settings, versionId));
  });

  routes.patch('/:id', async (context) => {
    const chat = find(context.req.param('id'));
    const change = await readBody(context, chatChange);
    if (change.title !== undefined) chat.title = change.title;
    if (change.lastChatMessageCreatedAt !== undefined) {
      chat.lastChatMessageCreatedAt = change.lastChatMessageCreatedAt;
    }
    chat.updatedAt = settings.now();
    return context.json(plain(chat));
  });

  routes.delete('/:id', (context) => {
    const chat = find(context.req.param('id'));
    chat.isRemoved = true;
    chat.updatedAt = settings.now();
    return context.json({ message: 'Chat removed.' });
  });

  function find(id: string): ZaiaChat {
    if (!uuid('id').safeParse(id).success) throw refuse(400, 'id must be a UUID.');
    const chat = state.chats.get(id.toLowerCase());
    if (chat === undefined) throw refuse(404, 'Chat not found.');
    return chat;
  }

  return routes;
}
