/** Zaia's chats API, `/api/v1/chats`: chats of AI agents and squads, in a plain and a detailed form. */
import { z } from 'zod';
import { baseUrl, credential } from '../config.ts';
import type { Provider } from '../provider.ts';
import { connect } from './chats.ts';
import { outlook } from './outlook.ts';
import { writes } from './writes.ts';

const apiKey = credential();

const config = z.strictObject({
  baseUrl: baseUrl('https://api.endless.zaia.app').describe(
    'The origin of the API: its paths start /api/v1.',
  ),
  apiKey: apiKey.describe('The API key, from the API keys section of the workspace settings.'),
  authScheme: z
    .enum(['none', 'bearer'])
    .default('none')
    .describe('How the key stands in the authorization header: alone (none), or after the word Bearer.'),
});

export type ZaiaConfig = z.output<typeof config>;

export const zaia: Provider<ZaiaConfig> = {
  id: 'zaia',
  word: 'ZAIA',
  name: 'Zaia',
  defaultKey: 'zaia',
  credential: { key: 'apiKey', form: apiKey },
  config,
  environment: {
    apiKey: { variable: 'ZAIA_API_KEY', required: true },
    baseUrl: { variable: 'ZAIA_URL', required: false },
  },
  transport: ({ baseUrl, authScheme }) => ({
    baseUrl,
    headers: (key) => ({
      authorization: authScheme === 'bearer' ? `Bearer ${key.reveal()}` : key.reveal(),
    }),
    // Its page documents no limits.
    budgets: [],
  }),
  ownFields: {
    Conversation: [
      'id',
      'title',
      'isRemoved',
      'createdAt',
      'updatedAt',
      'lastChatMessageCreatedAt',
      'lastMessageCreatedAt',
      'ticketId',
      'ticketStatus',
    ],
    Message: [
      'lastMessageContent',
      'lastMessageCreatedAt',
      'lastMessageRole',
      'penultimateMessageContent',
      'penultimateMessageCreatedAt',
      'penultimateMessageRole',
    ],
  },
  outlook,
  connect: (upstream) => ({ ...connect(upstream), ...writes(upstream) }),
};
