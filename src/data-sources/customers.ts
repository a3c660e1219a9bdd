import type { Contact } from '../domain.ts';
import type { Context } from './context.ts';
import type { DataSource } from './data-source.ts';
import { readAll } from './read-all.ts';

export interface Customer {
  readonly email: string;
  readonly contacts: readonly Contact[];
}

/** What is no address is nobody's, and searching for it would find everybody. */
const ADDRESS = /[^\s@]@[^\s@]/;
/** Pages of hits that are looked through: whoever has the address is among the first. */
const MOST_PAGES = 5;

/** Every source's contacts with exactly that email; null when there are none. A source that cannot search has none to give. */
export async function customer({ sources }: Context, email: string): Promise<Customer | null> {
  if (!ADDRESS.test(email)) return null;
  const found = await Promise.all(sources.all.map((source) => candidates(source, email)));
  const contacts = found.flat().filter((contact) => contact.email === email);
  return contacts.length === 0 ? null : { email, contacts };
}

/** What the provider's own search finds, among its contacts or, where those cannot be listed, among those of its conversations. */
async function candidates(source: DataSource, email: string): Promise<readonly Contact[]> {
  const { listContacts, listConversations } = source.connected.adapter;
  if (listContacts?.filters.search !== undefined) {
    return readAll(source.reads.once(listContacts.open({ search: email })), source.call, MOST_PAGES);
  }
  if (listConversations?.filters.search === undefined) return [];
  const found = source.reads.once(listConversations.open({ search: email }));
  const conversations = await readAll(found, source.call, MOST_PAGES);
  const byNativeId = new Map(
    conversations.flatMap(({ contact }) => (contact ? [[contact.nativeId, contact]] : [])),
  );
  return [...byNativeId.values()];
}
