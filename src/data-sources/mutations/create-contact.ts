import type { Contact } from '../../domain.ts';
import { GatewayError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { readAll } from '../read-all.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import { isSince, wasBefore } from './since.ts';
import type { UserError } from './user-error.ts';

export interface CreateContactInput {
  readonly source: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreateContactPayload {
  /** Searched for where all that is known of it is its email. */
  contact(): Promise<Contact | null>;
  /** Who holds the email of a conflict, searched for. */
  conflictingContact(): Promise<Contact | null>;
  readonly userErrors: readonly UserError[];
}

/** `nativeId`: null where the provider said no more than that its email is in use. */
type Kept = Readonly<{ nativeId: string | null }>;

export async function createContact(
  context: Context,
  input: CreateContactInput,
): Promise<CreateContactPayload> {
  const performed = await perform(context, plan, input);
  const none = () => Promise.resolve(null);
  const { email } = input;
  if (performed.problems !== undefined) {
    const isTaken = performed.problems.some(({ code }) => code === 'CONFLICT');
    const source = context.sources.get(input.source);
    const holder =
      isTaken && source !== undefined && email != null ? () => holderOf(source, email, context) : none;
    return { contact: none, conflictingContact: holder, userErrors: performed.problems };
  }
  const { order, result, kept } = performed;
  const contact = async () => {
    if (result !== undefined) return result;
    if (kept.nativeId !== null) return { source: order.source.key, nativeId: kept.nativeId };
    // What was kept of a search may be from before it was found.
    const fresh = { ...context, call: { ...context.call, fresh: true } };
    return email == null ? null : holderOf(order.source, email, fresh);
  };
  return { contact, conflictingContact: none, userErrors: [] };
}

const plan: Plan<'createContact', Contact, Kept> = {
  form: FORMS.createContact,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: ({ nativeId }) => ({ nativeId }),
  effectId: ({ nativeId }) => nativeId,
  readBack({ source, input: { name, email, phone } }) {
    if (name === undefined) return undefined;
    return {
      // Nobody else can have made one with the same email.
      likeness: email === undefined ? [name, phone ?? null] : undefined,
      async find(context, since) {
        const found = await searched(source, email ?? name, context);
        return found
          .filter((contact) => contact.name === name && (contact.phone ?? undefined) === phone)
          .filter((contact) => (contact.email ?? undefined) === email && isSince(contact.createdAt, since))
          .map(({ nativeId }) => ({ kept: { nativeId }, effectId: nativeId }));
      },
    };
  },
  /** The email that this key sent is in use: by the contact that an earlier attempt made, which a search may not find yet, unless it is plainly someone else's. */
  async duplicate({ source }, { email, name = '' }, context, began) {
    if (email === undefined) return undefined;
    const holder = await holderOf(source, email, context).catch(unlessForbidden);
    if (holder !== null && isOther(holder, name, began)) return undefined;
    return { nativeId: holder?.nativeId ?? null };
  },
};

/** A credential that may not read contacts will never tell more. */
function unlessForbidden(error: unknown): null {
  if (error instanceof GatewayError && error.code === 'UPSTREAM_UNAUTHORIZED') return null;
  throw error;
}

/** It has another name, and was there before. A provider may write a name its own way, so that the name alone tells nothing. */
function isOther({ name, createdAt }: Contact, given: string, began: Date): boolean {
  return wasBefore(createdAt, began) && name?.toLowerCase() !== given.toLowerCase();
}

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
