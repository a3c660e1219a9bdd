import { chatId } from './state.ts';
import type { EbbotChat, EbbotLine } from './state.ts';

/** The chat of the page's example request, with the transcript of its example reply. */
export function exampleChat(): EbbotChat {
  const createdAt = Date.parse('2024-08-12T09:15:03.158Z');
  const lines: [string, string, string][] = [
    ['08', 'bot', 'Hey'],
    ['08', 'bot', 'Hi there!'],
    ['12', 'user', 'I want to talk to human agent!'],
    ['16', 'bot', 'Sure! Let me connect you...'],
    ['19', 'system', 'The chat is now handled by an agent.'],
    ['22', 'agent', 'Hello there!'],
  ];
  const transcript: EbbotLine[] = lines.map(([seconds, sender, text]) => ({
    at: Date.parse(`2024-08-12T09:15:${seconds}Z`),
    sender,
    text,
  }));
  return {
    id: chatId(createdAt, 'fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e'),
    status: 'chat_closed',
    handledBy: 'agent',
    integrationType: 'web',
    createdAt,
    updatedAt: transcript.at(-1)?.at ?? createdAt,
    newMessages: 0,
    language: 'en',
    rating: null,
    user: { id: 'visitor-1', image: null, info: {} },
    transcript,
    narrowSpaces: false,
  };
}
