import type { CreateContactPayloadResolvers } from '../generated/resolvers-types.ts';

export const CreateContactPayload: CreateContactPayloadResolvers = {
  contact: (payload) => payload.contact(),
  conflictingContact: (payload) => payload.conflictingContact(),
};
