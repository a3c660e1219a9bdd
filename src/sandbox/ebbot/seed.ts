import { people } from '../data/people.ts';
import type { Person } from '../data/people.ts';
import { chance, randomFor, spread } from '../data/random.ts';
import type { Random } from '../data/random.ts';
import { writeThread } from '../data/thread.ts';
import type { Line } from '../data/thread.ts';
import { day, second } from '../shared/time.ts';
import { exampleChat } from './example-chat.ts';
import { chatId, EbbotState } from './state.ts';
import type { EbbotChat, EbbotLine } from './state.ts';

const integrations = ['web', 'web', 'facebook', 'whatsapp', 'sms'];
const languages = ['en', 'en', 'en', 'sv', 'fi'];

/** A company whose bot answers first; the chat of the page's example is the oldest. */
export function seedEbbot(seed: number, now: number, chats: number): EbbotState {
  const state = new EbbotState();
  const users = people(seed, 120);
  const random = randomFor(seed, 'ebbot');
  for (let index = 0; index < chats - 1; index += 1) {
    const user = index === 1 ? users[0] : random.helpers.arrayElement(users);
    if (user !== undefined) state.addChat(draftChat(random, user, { index, chats, now }));
  }
  if (chats > 0) state.addChat(exampleChat());
  return state;
}

function draftChat(
  random: Random,
  user: Person,
  { index, chats, now }: { index: number; chats: number; now: number },
): EbbotChat {
  const handedOver = chance(random, 0.6);
  const agent = random.person.firstName();
  const { lines } = writeThread(random, {
    customer: user.firstName,
    agent,
    endsAt: spread(random, index, chats, now, 60 * day),
    ...(index % 50 === 20 ? { length: 120 } : {}),
  });
  const transcript = toTranscript(lines, handedOver);
  const createdAt = (transcript[0]?.at ?? now) - random.number.int({ min: 900, max: 4999 });
  const closed = index > 4 && chance(random, 0.75);
  return {
    id: chatId(createdAt, random.string.uuid()),
    status: closed ? 'chat_closed' : 'ongoing',
    handledBy: handedOver ? 'agent' : 'bot',
    integrationType: random.helpers.arrayElement(integrations),
    createdAt,
    updatedAt: transcript.at(-1)?.at ?? createdAt,
    newMessages: closed ? 0 : random.number.int(3),
    language: random.helpers.arrayElement(languages),
    rating: closed && chance(random, 0.5) ? random.number.int({ min: 1, max: 5 }) : null,
    user: {
      id: random.string.alphanumeric(16),
      image: null,
      // Who they are is known of those who filled in the bot's form.
      info: index === 1 || chance(random, 0.8) ? { name: user.name, email: user.email } : {},
    },
    transcript,
    narrowSpaces: index % 2 === 1,
  };
}

/** The bot greets; then it answers itself, or an agent takes over after the first question. */
function toTranscript(lines: Line[], handedOver: boolean): EbbotLine[] {
  const start = lines[0]?.at ?? 0;
  const transcript: EbbotLine[] = [
    { at: start - 4 * second, sender: 'bot', text: 'Hey' },
    { at: start - 4 * second, sender: 'bot', text: 'Hi there! How can I help you today?' },
  ];
  for (const [index, { from, text, at }] of lines.entries()) {
    if (from === 'note') continue;
    transcript.push({ at, sender: from === 'customer' ? 'user' : handedOver ? 'agent' : 'bot', text });
    if (index > 0 || !handedOver) continue;
    transcript.push({ at: at + second, sender: 'bot', text: 'Sure! Let me connect you...' });
    transcript.push({ at: at + 2 * second, sender: 'system', text: 'The chat is now handled by an agent.' });
  }
  return transcript;
}
