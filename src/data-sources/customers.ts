import type { Contact } from '../domain.ts';
import { UnsupportedError, type GatewayError } from '../errors.ts';
import type { Context } from './context.ts';
import type { DataSource } from './data-source.ts';
import { readSome } from './read-all.ts';
import { emptySlice, failedSlice, isTold, skippedSlice, type Slice } from './slices.ts';

export interface Customer {
  readonly email: string;
  readonly contacts: readonly Contact[];
  readonly sources: readonly Slice[];
}

/** What is no address is nobody's, and searching for it would find everybody. */
const ADDRESS = /[^\s@]@[^\s@]/;
/** Pages of hits that are looked through: whoever has the address is mostly among the first. */
export const MOST_PAGES = 5;

/**
 * Every source's contacts with exactly that email. Null when there are none; but where they may be at a source that failed, or that finds too much to be
 * looked through, its fault is thrown.
 */
export async function customer({ sources }: Context, email: string): Promise<Customer | null> {
  if (!isAddress(email)) return null;
  const found = await Promise.all(sources.all.map((source) => contactsAt(source, email)));
  const contacts = found.flatMap((part) => part.contacts);
  const failed = found.find(({ error }) => error !== undefined);
  if (contacts.length === 0 && failed?.error !== undefined) throw failed.error;
  return contacts.length === 0 ? null : { email, contacts, sources: found.map(({ slice }) => slice) };
}

/** Whether it is looked for at all. */
export function isAddress(email: string): boolean {
  return ADDRESS.test(email);
}

interface Part {
  readonly contacts: readonly Contact[];
  readonly slice: Slice;
  readonly error?: GatewayError;
}

async function contactsAt(source: DataSource, email: string): Promise<Part> {
  try {
    const hits = await search(source, email);
    if (hits === undefined) {
      const reason = `${source.connected.provider.name} cannot search contacts.`;
      return { contacts: [], slice: skippedSlice(source, reason) };
    }
    const contacts = hits.contacts.filter((contact) => contact.email === email);
    if (hits.rest !== undefined) return { contacts, slice: failedSlice(source, hits.rest), error: hits.rest };
    return { contacts, slice: { ...emptySlice(source), totalCount: contacts.length } };
  } catch (error) {
    if (!isTold(error)) throw error;
    return { contacts: [], slice: failedSlice(source, error), error };
  }
}

interface Hits {
  readonly contacts: readonly Contact[];
  /** Says that there may be more, and how to see them. */
  readonly rest: UnsupportedError | undefined;
}

/**
 * What the provider's own search finds first, among its contacts or, where those cannot be listed, among those of its conversations. Undefined
 * where it can search neither.
 */
async function search(source: DataSource, email: string): Promise<Hits | undefined> {
  const { listContacts, listConversations } = source.connected.adapter;
  if (listContacts?.filters.search !== undefined) {
    const listing = source.reads.once(listContacts.open({ search: email }));
    const { rows, isAll } = await readSome(listing, source.call, MOST_PAGES);
    return { contacts: rows, rest: isAll ? undefined : more(source, rows.length, 'contacts') };
  }
  if (listConversations?.filters.search === undefined) return undefined;
  const listing = source.reads.once(listConversations.open({ search: email }));
  const { rows, isAll } = await readSome(listing, source.call, MOST_PAGES);
  const byNativeId = new Map(rows.flatMap(({ contact }) => (contact ? [[contact.nativeId, contact]] : [])));
  return {
    contacts: [...byNativeId.values()],
    rest: isAll ? undefined : more(source, rows.length, 'conversations'),
  };
}

function more(
  { key, connected }: DataSource,
  seen: number,
  field: 'contacts' | 'conversations',
): UnsupportedError {
  return new UnsupportedError(
    `${connected.provider.name} may find more by this email than the ${seen} ${field} that were looked through. ` +
      `Page through \`${field}(filter: { sources: ["${key}"], search: … })\` to see all of them.`,
    { source: key },
  );
}
