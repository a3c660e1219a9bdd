import type { Agent, AuthorRole, Contact, Conversation, Message } from '../domain.ts';
import type { Context } from './context.ts';
import { messages } from './messages.ts';

export interface Transcript {
  readonly conversation: Conversation;
  readonly completeness: 'COMPLETE' | 'TRUNCATED' | 'PREVIEW';
  /** Oldest first. */
  readonly entries: readonly Message[];
  /** Cursor of the last entry in `Conversation.messages`. */
  readonly endCursor: string | null;
}

export interface Participant {
  readonly role: AuthorRole;
  readonly name: string | null;
  readonly contact: Contact | null;
  readonly agent: Agent | null;
  readonly messageCount: number;
}

/** The conversation's messages from the first on, up to the configured number of entries; null where there is no such conversation. */
export async function transcript(context: Context, conversation: Conversation): Promise<Transcript | null> {
  const most = context.paging.transcriptEntries;
  const connection = await messages(context, conversation, { first: most }, { max: most });
  if (connection === null) return null;
  const { nodes, pageInfo, completeness } = connection;
  return {
    conversation,
    completeness: completeness === 'COMPLETE' && pageInfo.hasNextPage ? 'TRUNCATED' : completeness,
    entries: nodes,
    endCursor: pageInfo.endCursor,
  };
}

/** Who wrote the entries, in the order of their first. */
export function participantsOf(entries: readonly Message[]): Participant[] {
  const groups = Map.groupBy(entries, ({ author }) =>
    JSON.stringify([author.role, author.contact?.nativeId, author.agent?.nativeId, author.name]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { role, name, contact, agent } = first.author;
    return [{ role, name, contact, agent, messageCount: group.length }];
  });
}
