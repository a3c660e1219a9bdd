import { conversations } from '../data-sources/conversations.ts';
import type { ContactResolvers } from '../generated/resolvers-types.ts';
import { entityFields } from './entity.ts';
import { contactFields } from './fields.ts';
import { conversationsRead } from './selection.ts';

export const Contact: ContactResolvers = {
  ...entityFields('Contact'),
  ...contactFields(
    'name',
    'email',
    'phone',
    'identifier',
    'isBlocked',
    'conversationCount',
    'createdAt',
    'raw',
  ),
  conversations: (contact, { filter, ...page }, context, info) =>
    conversations(context, filter ?? {}, page, { contact, ...conversationsRead(info) }),
};
