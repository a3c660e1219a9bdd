import type { InboxResolvers } from '../generated/resolvers-types.ts';
import { entityFields } from './entity.ts';
import { inboxFields } from './fields.ts';

export const Inbox: InboxResolvers = {
  ...entityFields('Inbox'),
  ...inboxFields('name', 'channel', 'rawChannel', 'isEnabled', 'greeting', 'raw'),
};
