import { attachmentId, attachmentLink } from '../data-sources/files.ts';
import type { AttachmentResolvers } from '../generated/resolvers-types.ts';
import { messageIdOf } from './entity.ts';

export const Attachment: AttachmentResolvers = {
  id: (file, _, context) => attachmentId(messageIdOf(file.message, context), file),
  link: (file, { disposition }, context) => attachmentLink(context, file, disposition),
};
