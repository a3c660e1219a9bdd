import type { MiddlewareHandler } from 'hono';
import { createBaseApp } from '../shared/base-app.ts';
import type { ProviderApp } from '../shared/running-provider.ts';
import { defaultSeed } from '../shared/settings.ts';
import { authenticate, requestIds, requireScope } from './access.ts';
import { createAccount } from './account.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import { refuse } from './errors.ts';
import { messageRoutes } from './messages.ts';
import { quota } from './quota.ts';
import { seedXeChat, xeChatSizes } from './seed.ts';
import { xeChatSettings } from './settings.ts';
import type { XeChatOptions, XeChatSettings, XeScope } from './settings.ts';
import { agentRoutes, inboxRoutes } from './staff.ts';
import type { XeChatState } from './state.ts';

export const xeChatBasePath = '/v1/chat';

/** The 12 endpoints of the Xe Chat API over one account's rows. */
export function createXeChatApp(options: XeChatOptions = {}): ProviderApp<XeChatState, XeChatSettings> {
  const settings = xeChatSettings(options);
  const state =
    options.state ??
    seedXeChat(options.seed ?? defaultSeed, settings.now(), { ...xeChatSizes, ...options.sizes });
  const account = createAccount(state, settings);
  const { app, requests, faults } = createBaseApp(settings, options);
  const api = app.basePath(xeChatBasePath);

  api.use(requestIds(), authenticate(settings), quota(settings));
  const rights: [string, 'conversations' | 'messages' | 'contacts' | 'agents'][] = [
    ['/conversations', 'conversations'],
    ['/conversations/:id', 'conversations'],
    ['/conversations/:id/messages', 'messages'],
    ['/contacts/*', 'contacts'],
    ['/agents', 'agents'],
  ];
  for (const [path, resource] of rights) api.use(path, readOrWrite(settings, resource));
  api.use('/inboxes', requireScope(settings, 'chat:inboxes:read'));

  api.route('/conversations', messageRoutes(account));
  api.route('/conversations', conversationRoutes(account));
  api.route('/contacts', contactRoutes(account));
  api.route('/agents', agentRoutes(account));
  api.route('/inboxes', inboxRoutes(account));
  app.notFound((context) => context.json(refuse(404, 'No such endpoint.').body, 404));
  return { app, requests, faults, state, settings };
}

function readOrWrite(
  settings: XeChatSettings,
  resource: 'conversations' | 'messages' | 'contacts' | 'agents',
): MiddlewareHandler {
  const scope = (action: 'read' | 'write'): XeScope => `chat:${resource}:${action}`;
  const reading = requireScope(settings, scope('read'));
  const writing = requireScope(settings, scope('write'));
  return (context, next) => (context.req.method === 'GET' ? reading : writing)(context, next);
}
