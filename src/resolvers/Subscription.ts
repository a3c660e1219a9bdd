import { UnsupportedError } from '../errors.ts';
import type { SubscriptionResolvers } from '../generated/resolvers-types.ts';

function notYet(): never {
  throw new UnsupportedError(
    'Live updates are not part of this version: ask again for what may have changed.',
  );
}

export const Subscription: SubscriptionResolvers = {
  conversationChanged: { subscribe: notYet },
  messageAdded: { subscribe: notYet },
};
