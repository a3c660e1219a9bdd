/** Xe Chat's "Error codes" table, as far as it is about fields. */
import type { ConversationRef } from '../../domain.ts';
import type { UpstreamRefusal } from '../../errors.ts';
import type { Call, Upstream } from '../../upstream/upstream.ts';
import type { Problem } from '../provider.ts';
import { culprit, namedFields, type Suspects } from '../refusals.ts';
import { getContact } from './contacts.ts';
import { getConversation } from './conversations.ts';

/** What some write names by id. */
interface Named {
  readonly conversation?: ConversationRef;
  readonly contactId?: string;
  readonly email?: string;
}

/** Whose value may be wrong, by the words for it. */
const VALUES: Suspects = {
  status: { word: /\bstatus\b/i },
  content: { word: /\bcontent\b/i },
  isPrivate: { word: /\bprivate\b/i },
  name: { word: /\bname\b/i },
  email: { word: /\be-?mail\b/i },
  phone: { word: /\bphone\b/i },
  role: { word: /\brole\b/i },
};

/** What a refusal of any of the writes says of their fields. */
export function problem(upstream: Upstream) {
  return async (refusal: UpstreamRefusal, input: Named, call: Call): Promise<Problem | undefined> => {
    const ids = named(upstream, input, call);
    switch (refusal.status) {
      case 409:
        return input.email === undefined ? undefined : { code: 'CONFLICT', field: 'email', message: TAKEN };
      case 400:
        return invalid(await culprit(refusal, input, { ...NAMES, ...VALUES }));
      case 422: {
        const values = namedFields(refusal, input, VALUES);
        const { conversation: _path, ...inBody } = ids;
        return values.length === 1 ? invalid(values[0]) : missing(await culprit(refusal, input, inBody));
      }
      default:
        return missing(await culprit(refusal, input, ids));
    }
  };
}

const TAKEN = 'This email belongs to someone else already: use theirs, or give another.';

function invalid(field: Problem['field'] | undefined): Problem | undefined {
  return field && { code: 'INVALID', field, message: 'Xe Chat does not take this value.' };
}

function missing(field: Problem['field'] | undefined): Problem | undefined {
  return field && { code: 'NOT_FOUND', field, message: 'Nothing at Xe Chat has this id.' };
}

/** "404: Conversation, contact, or agent ID not found", "422: inbox_id or contact_id does not exist in your account". */
const NAMES = {
  inboxId: { word: /\binbox/i },
  contactId: { word: /\bcontact/i },
  assigneeId: { word: /\bagent/i },
  agentId: { word: /\bagent/i },
} satisfies Suspects;

function named(upstream: Upstream, { conversation, contactId }: Named, call: Call): Suspects {
  return {
    ...NAMES,
    conversation: {
      word: /\bconversation/i,
      exists: async () =>
        conversation !== undefined &&
        (await getConversation(upstream)(conversation.nativeId, {}, call)) !== null,
    },
    contactId: {
      ...NAMES.contactId,
      exists: async () => contactId !== undefined && (await getContact(upstream)(contactId, call)) !== null,
    },
  };
}
