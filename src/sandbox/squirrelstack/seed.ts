import { people } from '../data/people.ts';
import { randomFor, spread } from '../data/random.ts';
import { writeThread } from '../data/thread.ts';
import { day } from '../shared/time.ts';
import { sampleFiles } from './sample-files.ts';
import { SquirrelStackState } from './state.ts';

/**
 * A site with conversations of the visitors `demo-visitor-1`, `demo-visitor-2` and so on. Every third
 * has files, the first one all four; visitor n is the n-th of the people who are customers elsewhere too.
 */
export function seedSquirrelStack(seed: number, now: number, conversations: number): SquirrelStackState {
  const state = new SquirrelStackState();
  const visitors = people(seed, conversations);
  const random = randomFor(seed, 'squirrelstack');
  for (const [index, visitor] of visitors.entries()) {
    const conversation = state.addConversation({
      visitorToken: `demo-visitor-${String(index + 1)}`,
      conversationToken: random.string.hexadecimal({ length: 32, prefix: '', casing: 'lower' }),
      name: visitor.name,
      email: visitor.email,
    });
    const agent = random.person.firstName();
    const { lines } = writeThread(random, {
      customer: visitor.firstName,
      agent,
      endsAt: spread(random, index, conversations, now, 30 * day),
      ...(index % 5 === 4 ? { length: 40 } : {}),
    });
    for (const { from, text, at } of lines) {
      // The widget shows visitors no notes.
      if (from === 'note') continue;
      const inbound = from === 'customer';
      state.addMessage(conversation, {
        direction: inbound ? 'inbound' : 'outbound',
        body: text,
        timestamp: at,
        author: inbound ? visitor.name : index % 2 === 0 ? agent : 'Support',
      });
    }
    conversation.status = index % 4 === 3 ? 'closed' : 'open';
    const files = index === 0 ? sampleFiles : index % 3 === 0 ? sampleFiles.slice(0, 1) : [];
    for (const [position, file] of files.entries()) {
      const id = index * 10 + position + 1;
      conversation.messages[position % conversation.messages.length]?.files.push({ ...file, id });
    }
  }
  return state;
}
