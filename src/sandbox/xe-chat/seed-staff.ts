import type { Random } from '../data/random.ts';
import type { XeChatState } from './state.ts';

const inboxes = [
  ['Website Live Chat', 'live_chat'],
  ['Support Email', 'email'],
  ['WhatsApp', 'whatsapp'],
  ['Instagram', 'instagram'],
  ['Facebook Page', 'facebook'],
  ['Partner API', 'api'],
] as const;

/** Inboxes 3 to 8 and agents from 7 on; the page's examples name inboxes 3 and 4 and agent 7, Bob Jones. */
export function seedStaff(state: XeChatState, random: Random, agents: number): void {
  for (const [index, [name, channelType]] of inboxes.entries()) {
    state.addInbox({ id: 3 + index, name, channelType, isEnabled: channelType !== 'facebook' });
  }
  for (let index = 0; index < agents; index += 1) {
    const name = index === 0 ? 'Bob Jones' : `${random.person.firstName()} ${random.person.lastName()}`;
    const first =
      name
        .split(' ')[0]
        ?.toLowerCase()
        .replace(/[^a-z]/g, '') ?? '';
    state.addAgent({
      id: 7 + index,
      name,
      email: index === 0 ? 'bob@yourcompany.com' : `${first}${String(index)}@yourcompany.com`,
      role: index % 5 === 1 ? 'administrator' : 'agent',
      availability: index === 0 ? 'online' : random.helpers.arrayElement(['online', 'busy', 'offline']),
    });
  }
}
