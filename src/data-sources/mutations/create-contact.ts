import type { Contact } from '../../domain.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { readAll } from '../read-all.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import type { UserError } from './user-error.ts';

export interface CreateContactInput {
  readonly source: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreateContactPayload {
  readonly contact: Contact | null;
  /** Who holds the email of a conflict, searched for. */
  conflictingContact(): Promise<Contact | null>;
  readonly userErrors: readonly UserError[];
}

type Kept = Readonly<{ nativeId: string }>;

export async function createContact(
  context: Context,
  input: CreateContactInput,
): Promise<CreateContactPayload> {
  const performed = await perform(context, plan, input);
  const none = () => Promise.resolve(null);
  if (performed.problems !== undefined) {
    const { email } = input;
    const isTaken = performed.problems.some(({ code }) => code === 'CONFLICT');
    const source = context.sources.get(input.source);
    const holder =
      isTaken && source !== undefined && email != null ? () => holderOf(source, email, context) : none;
    return { contact: null, conflictingContact: holder, userErrors: performed.problems };
  }
  const { order, result, kept } = performed;
  const contact = result ?? { source: order.source.key, nativeId: kept.nativeId };
  return { contact, conflictingContact: none, userErrors: [] };
}

const plan: Plan<'createContact', Contact, Kept> = {
  form: FORMS.createContact,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: ({ nativeId }) => ({ nativeId }),
  effectId: ({ nativeId }) => nativeId,
  readBack({ source, input: { name, email, phone } }) {
    // With an email sending again tells more.
    if (email !== undefined || name === undefined) return undefined;
    return {
      likeness: [name, phone ?? null],
      async find(context, since) {
        const found = await searched(source, name, context);
        return found
          .filter((contact) => contact.name === name && (contact.phone ?? undefined) === phone)
          .filter(({ createdAt }) => createdAt != null && createdAt >= since.toISOString())
          .map(({ nativeId }) => ({ kept: { nativeId }, effectId: nativeId }));
      },
    };
  },
  /** The email that this key sent is in use: by the contact that an earlier attempt made, unless it is someone else's. */
  async duplicate({ source }, { email, name }, context) {
    const holder = email === undefined ? null : await holderOf(source, email, context);
    return holder?.name === name && holder !== null ? { nativeId: holder.nativeId } : undefined;
  },
};

/** Providers that compare emails without regard to case find another's conflict with it so. */
async function holderOf(source: DataSource, email: string, context: Context): Promise<Contact | null> {
  const found = await searched(source, email, context);
  const wanted = email.toLowerCase();
  return (
    found.find((contact) => contact.email === email) ??
    found.find((contact) => contact.email?.toLowerCase() === wanted) ??
    null
  );
}

async function searched(source: DataSource, search: string, { call }: Context): Promise<readonly Contact[]> {
  const { listContacts } = source.connected.adapter;
  return listContacts?.filters.search === undefined ? [] : readAll(listContacts.open({ search }), call);
}
