/** Ebbot's Chats API: a list of chats and the transcript of each, for reading alone. */
import { z } from 'zod';
import { baseUrl, credential } from '../config.ts';
import type { Provider } from '../provider.ts';
import { connect } from './chats.ts';
import { outlook } from './outlook.ts';

const apiKey = credential({
  form: /^[^.]+\..+$/,
  error: 'must be the public and the secret key with a dot between them: "<public-key>.<secret-key>"',
});

const config = z.strictObject({
  baseUrl: baseUrl('https://ebbot.eu').describe(
    'Where the Ebbot app is reached: https://ebbot.eu, https://v2.ebbot.app or https://ca.ebbot.app.',
  ),
  apiKey: apiKey.describe(
    'The full API key, "<public-key>.<secret-key>", from Settings > Integrations > API keys.',
  ),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be an IANA time zone such as Europe/Stockholm' })
    .default('UTC')
    .describe('IANA time zone of the dates and times in transcripts.'),
  maxLimit: z
    .int()
    .positive()
    .default(50)
    .describe('Most chats that one call asks for. Ebbot does not document how many it allows.'),
});

export type EbbotConfig = z.output<typeof config>;

export const ebbot: Provider<EbbotConfig> = {
  id: 'ebbot',
  word: 'EBBOT',
  name: 'Ebbot',
  defaultKey: 'ebbot',
  credential: { key: 'apiKey', form: apiKey },
  config,
  environment: {
    apiKey: { variable: 'EBBOT_API_KEY', required: true },
    baseUrl: { variable: 'EBBOT_URL', required: false },
  },
  transport: ({ baseUrl }) => ({
    baseUrl,
    headers: (key) => ({ 'x-api-key': key.reveal() }),
    // Requests beyond it are not refused: they time out.
    budgets: [{ name: 'default', limit: 20, windowSeconds: 60 }],
    limitSign: 'timeout',
  }),
  ownFields: {
    Conversation: [
      'id',
      'chatId',
      'chat_id',
      'status',
      'handledBy',
      'handled_by',
      'createdAt',
      'created_at',
      'updatedAt',
      'updated_at',
    ],
    Message: ['date', 'time', 'sender', 'text'],
  },
  outlook,
  connect,
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
