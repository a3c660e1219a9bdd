import type { AttachmentResolvers } from '../generated/resolvers-types.ts';

export const Attachment: AttachmentResolvers = {
  id: ({ activityId, fileId }) => `${activityId ?? ''}/${fileId}`,
};
