import { people } from '../data/people.ts';
import type { Person } from '../data/people.ts';
import { chance, randomFor, spread } from '../data/random.ts';
import type { Random } from '../data/random.ts';
import { writeThread } from '../data/thread.ts';
import type { Line } from '../data/thread.ts';
import { day, hour } from '../shared/time.ts';
import { XeChatState } from './state.ts';
import type { XeAgent, XeContact } from './state.ts';
import { seedStaff } from './seed-staff.ts';

export interface XeChatSizes {
  conversations: number;
  contacts: number;
  agents: number;
  /** How many conversations have more than 250 messages. */
  longThreads: number;
}

export const xeChatSizes: XeChatSizes = { conversations: 420, contacts: 200, agents: 10, longThreads: 2 };

// The first rows carry the ids of the page's examples, so that its curl lines find something.
const firstIds = { contact: 55, conversation: 1024, message: 2001 };
const statuses = ['open', 'open', 'open', 'pending', 'snoozed', 'resolved', 'resolved', 'resolved'];

interface Draft {
  contact: XeContact;
  agent: XeAgent | undefined;
  inboxId: number;
  status: string;
  lines: Line[];
}

/** An account that has been in use for some months before `now`; the same arguments give the same rows. */
export function seedXeChat(seed: number, now: number, sizes: XeChatSizes): XeChatState {
  const state = new XeChatState();
  const persons = people(seed, sizes.contacts);
  const random = randomFor(seed, 'xe-chat');
  seedStaff(state, random, sizes.agents);
  const customers = persons.map((person, index) => addContact(state, random, person, index, now));
  const drafts = Array.from({ length: sizes.conversations }, (_, index) =>
    draft(state, random, customers, { index, now, sizes }),
  );
  // Ids grow with time, as they would.
  drafts.sort((a, b) => startOf(a) - startOf(b));
  for (const [index, { contact, agent, inboxId, status, lines }] of drafts.entries()) {
    const { id } = state.addConversation({
      id: firstIds.conversation + index,
      status,
      inboxId,
      contactId: contact.id,
      agentId: agent?.id ?? null,
      unreadCount: status === 'open' ? unread(lines) : 0,
      createdAt: lines[0]?.at ?? now,
      lastActivityAt: lines.at(-1)?.at ?? now,
      updatedAt: lines.at(-1)?.at ?? now,
    });
    contact.conversationCount += 1;
    state.messages.set(id, []);
  }
  addMessages(state, drafts);
  return state;
}

function startOf({ lines }: Draft): number {
  return lines[0]?.at ?? 0;
}

function addContact(
  state: XeChatState,
  random: Random,
  person: Person,
  index: number,
  now: number,
): XeContact {
  return state.addContact({
    id: firstIds.contact + index,
    name: person.name,
    // Some write from channels that tell no address, but never the two whom the examples name.
    email: index > 1 && chance(random, 0.06) ? null : person.email,
    phone: index === 0 || chance(random, 0.6) ? person.phone : null,
    conversationCount: 0,
    createdAt: now - random.number.int({ min: 200 * 24, max: 500 * 24 }) * hour,
  });
}

function draft(
  state: XeChatState,
  random: Random,
  customers: XeContact[],
  { index, now, sizes }: { index: number; now: number; sizes: XeChatSizes },
): Draft {
  // The first customers come back more often than the others.
  const regulars = index === 0 ? customers.slice(0, 1) : customers.slice(0, 1 + (index % customers.length));
  const contact = random.helpers.arrayElement(regulars);
  const agent =
    state.agents.size > 0 && chance(random, 0.85)
      ? random.helpers.arrayElement([...state.agents.values()])
      : undefined;
  const status = index === 0 ? 'open' : random.helpers.arrayElement(statuses);
  // Long threads are neither the newest nor the oldest.
  const isLong = index % 40 === 7 && Math.floor(index / 40) < sizes.longThreads;
  const { lines } = writeThread(random, {
    customer: contact.name.split(' ')[0] ?? contact.name,
    agent: agent?.name.split(' ')[0] ?? 'our team',
    endsAt: spread(random, index, sizes.conversations, now, 90 * day),
    ...(isLong ? { length: 251 + random.number.int(60) } : {}),
    ...(status === 'resolved' || isLong ? {} : { length: random.number.int({ min: 1, max: 9 }) }),
  });
  const inboxId = random.helpers.arrayElement([...state.inboxes.keys()]);
  return { contact, agent, inboxId, status, lines };
}

/** Lines of the customer after the last answer. */
function unread(lines: Line[]): number {
  const answered = lines.findLastIndex(({ from }) => from !== 'customer');
  return lines.length - 1 - answered;
}

function addMessages(state: XeChatState, drafts: Draft[]): void {
  const answering = state.agents.keys().next().value ?? 1;
  const all = drafts.flatMap(({ contact, agent, lines }, index) =>
    lines.map((line) => ({ line, contact, agent, conversationId: firstIds.conversation + index })),
  );
  all.sort((a, b) => a.line.at - b.line.at);
  for (const [index, { line, contact, agent, conversationId }] of all.entries()) {
    const incoming = line.from === 'customer';
    state.addMessage({
      id: firstIds.message + index,
      conversationId,
      type: incoming ? 'incoming' : 'outgoing',
      content: line.text,
      private: line.from === 'note',
      sender: incoming ? { type: 'contact', id: contact.id } : { type: 'agent', id: agent?.id ?? answering },
      createdAt: line.at,
    });
  }
}
