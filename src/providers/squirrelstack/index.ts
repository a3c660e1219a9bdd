/** SquirrelStack's chat widget: a site key, and one conversation per visitor token. */
import { z } from 'zod';
import type { Inbox } from '../../domain.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import { baseUrl, credential } from '../config.ts';
import type { Provider, WholeListing } from '../provider.ts';
import { row } from '../wire.ts';
import { getConversation, messages } from './conversations.ts';
import { downloadFile } from './files.ts';
import { outlook } from './outlook.ts';
import { toInbox } from './translate.ts';
import * as wire from './wire.ts';
import { writes } from './writes.ts';

const origin = z
  .string()
  .refine((text) => URL.parse(text)?.origin === text && /^https?:/.test(text), {
    error: 'must be a web origin without a path, such as https://shop.example',
  })
  .optional();

const siteKey = credential();

const config = z.strictObject({
  baseUrl: baseUrl('https://squirrelstack.app/api/v1/chat').describe(
    'Where the API is; ends in /api/v1/chat.',
  ),
  siteKey: siteKey.describe('The site key of the account.'),
  origin: origin.describe('Sent as Origin, where the site key is bound to web origins.'),
});

export type SquirrelStackConfig = z.output<typeof config>;

export const squirrelstack: Provider<SquirrelStackConfig> = {
  id: 'squirrelstack',
  word: 'SQUIRRELSTACK',
  name: 'SquirrelStack',
  hasSecretIds: true,
  defaultKey: 'site',
  credential: { key: 'siteKey', form: siteKey },
  config,
  environment: {
    siteKey: { variable: 'SQUIRRELSTACK_SITE_KEY', required: true },
    baseUrl: { variable: 'SQUIRRELSTACK_URL', required: false },
    origin: { variable: 'SQUIRRELSTACK_ORIGIN', required: false },
  },
  transport: ({ baseUrl, origin }) => ({
    baseUrl,
    headers: (key) => ({ 'x-api-key': key.reveal(), ...(origin === undefined ? {} : { origin }) }),
    // Counted per IP address: every site behind one gateway shares them.
    budgetsCount: 'address',
    budgets: [
      { name: 'config', limit: 60, windowSeconds: 60 },
      { name: 'create', limit: 5, windowSeconds: 60 },
      { name: 'messages', limit: 60, windowSeconds: 60 },
      { name: 'reply', limit: 20, windowSeconds: 60 },
      { name: 'files', limit: 60, windowSeconds: 60 },
    ],
  }),
  ownFields: { Conversation: [], Message: ['id', 'activity_id', 'direction', 'body', 'timestamp', 'author'] },
  outlook,
  connect: (upstream) => ({
    getConversation: getConversation(upstream),
    messages: messages(upstream),
    listInboxes: () => listInboxes(upstream),
    downloadFile: downloadFile(upstream),
    ...writes(upstream),
  }),
};

/** The widget is the site's one inbox. */
function listInboxes(upstream: Upstream): WholeListing<Inbox> {
  return {
    walk: 'whole',
    key: 'inboxes',
    async read(call) {
      const request = {
        method: 'GET',
        template: '/api/v1/chat/config',
        path: '/config',
        cache: { kind: 'inboxes', epochs: ['inboxes'] },
        budget: 'config',
      } as const;
      const { value, reply } = await ask(upstream, request, row(wire.config), call);
      const { fetchedAt, stale } = reply;
      return { rows: [toInbox(upstream.source, value)], fetchedAt, stale };
    },
  };
}
