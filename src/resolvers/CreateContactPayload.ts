import type { CreateContactPayloadResolvers } from '../generated/resolvers-types.ts';

export const CreateContactPayload: CreateContactPayloadResolvers = {
  conflictingContact: (payload) => payload.conflictingContact(),
};
