import type { EbbotSettings } from './settings.ts';
import { secondsAndFraction } from './state.ts';
import type { EbbotChat, EbbotLine } from './state.ts';

/** A row of the list, under the names the settings ask for. */
export function listedChat(chat: EbbotChat, { idKey, naming }: EbbotSettings): Record<string, unknown> {
  const { user } = chat;
  // Each field: the name that the vendor's webhooks use, and its value.
  const row: Record<string, unknown> = {
    status: chat.status,
    handled_by: chat.handledBy,
    integration_type: chat.integrationType,
    createdAt: new Date(chat.createdAt).toISOString(),
    updatedAt: new Date(chat.updatedAt).toISOString(),
    last_message: secondsAndFraction(chat.transcript.at(-1)?.at ?? chat.updatedAt),
    new_messages: chat.newMessages,
    language: chat.language,
    rating: chat.rating,
    chat_user: { id: user.id, image: user.image, info: JSON.stringify(user.info) },
  };
  const named = Object.entries(row).map(([name, value]) => [rename(name, naming), value] as const);
  return { [idKey]: chat.id, ...Object.fromEntries(named) };
}

function rename(name: string, naming: EbbotSettings['naming']): string {
  if (naming === 'camel') return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (naming === 'snake') return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return name;
}

/** "8/12/2024" and "9:15:08 AM", in a time zone; the platform writes a narrow no-break space before AM. */
export function transcriptLine({ narrowSpaces }: EbbotChat, timeZone: string) {
  const date = new Intl.DateTimeFormat('en-US', { timeZone });
  const time = new Intl.DateTimeFormat('en-US', { timeZone, timeStyle: 'medium' });
  return ({ at, sender, text }: EbbotLine) => ({
    date: date.format(at),
    time: time.format(at).replace(/\s/u, narrowSpaces ? '\u202f' : ' '),
    sender,
    text,
  });
}
