import { people } from '../data/people.ts';
import type { Person } from '../data/people.ts';
import { chance, randomFor, spread } from '../data/random.ts';
import type { Random } from '../data/random.ts';
import { writeThread } from '../data/thread.ts';
import type { Line } from '../data/thread.ts';
import { day } from '../shared/time.ts';
import { seedResponders } from './seed-responders.ts';
import { ZaiaState } from './state.ts';
import type { ZaiaOwner, ZaiaPreview } from './state.ts';

const channels = [
  ['Website widget', 'widget'],
  ['WhatsApp (phone)', 'waha'],
  ['WhatsApp Business', 'whatsapp'],
  ['Instagram', 'instagram'],
  ['Shop API', 'api'],
] as const;

/** A workspace whose AI agents answer on five channels; some chats have a ticket, a few were removed. */
export function seedZaia(seed: number, now: number, chats: number): ZaiaState {
  const state = new ZaiaState();
  const persons = people(seed, 140);
  const random = randomFor(seed, 'zaia');
  for (const [name, type] of channels) state.addChannel({ id: random.string.uuid(), name, type });
  seedResponders(state, random);
  const owners = persons.map((person, index) => state.addOwner(draftOwner(random, person, index)));
  for (let index = 0; index < chats; index += 1) {
    const owner = index === 2 ? owners[0] : random.helpers.arrayElement(owners);
    if (owner !== undefined) addChat(state, random, owner, { index, chats, now });
  }
  return state;
}

/** Half of them signed in to the platform (email), the others are known by an address or a phone number. */
function draftOwner(random: Random, person: Person, index: number): ZaiaOwner {
  const id = random.string.uuid();
  const signedIn = index % 2 === 0;
  return {
    id,
    externalId: random.string.uuid(),
    name: chance(random, 0.05) && index > 1 ? null : person.name,
    email: signedIn ? person.email : null,
    identifier: signedIn ? null : index % 4 === 1 ? person.email : person.phone.replaceAll(' ', ''),
    isBlocked: signedIn ? null : chance(random, 0.05),
  };
}

function addChat(
  state: ZaiaState,
  random: Random,
  owner: ZaiaOwner,
  { index, chats, now }: { index: number; chats: number; now: number },
): void {
  const empty = index % 50 === 49;
  const { title, lines } = writeThread(random, {
    customer: owner.name?.split(' ')[0] ?? 'there',
    agent: 'our team',
    endsAt: spread(random, index, chats, now, 75 * day),
    ...(chance(random, 0.3) ? { length: random.number.int({ min: 1, max: 6 }) } : {}),
  });
  const said = lines.filter(({ from }) => from !== 'note');
  const last = said.at(-1)?.at ?? now;
  const hasTicket = chance(random, 0.2);
  state.addChat({
    id: random.string.uuid(),
    channelId: index % 40 === 39 ? null : random.helpers.arrayElement([...state.channels.keys()]),
    ownerId: owner.id,
    title: chance(random, 0.1) ? null : title,
    createdAt: said[0]?.at ?? now,
    updatedAt: last,
    isRemoved: index % 60 === 59,
    lastChatMessageCreatedAt: empty ? null : last,
    responders: draftResponders(state, random),
    ticket: hasTicket
      ? { id: random.string.uuid(), status: random.helpers.arrayElement(['open', 'pending', 'closed']) }
      : null,
    previews: empty ? [] : said.slice(-2).map((line) => preview(line, hasTicket)),
  });
}

/** Where a ticket was opened a human answers, else the AI agent. */
function preview({ from, text, at }: Line, byHuman: boolean): ZaiaPreview {
  const role = from === 'customer' ? 'user' : byHuman ? 'human' : 'assistant';
  return { content: text, role, createdAt: at };
}

function draftResponders(
  state: ZaiaState,
  random: Random,
): { responderId: string; versionId: string | null }[] {
  const responder = random.helpers.arrayElement([...state.responders.values()]);
  const had = responder.versions.slice(-random.number.int({ min: 1, max: 2 }));
  if (had.length === 0) return [{ responderId: responder.id, versionId: null }];
  return had.map(({ id }) => ({ responderId: responder.id, versionId: id }));
}
