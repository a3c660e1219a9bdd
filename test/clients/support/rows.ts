import type { Conversation } from './types.ts';

/** As large as a page may be: the whole list is some 900 rows. */
export const PAGE_SIZE = 100;

/** A conversation as every client shows it: without what a client adds, such as `__typename`. */
export function plainRow({
  id,
  title,
  status,
  lastActivityAt,
  createdAt,
  unreadCount,
  ...row
}: Conversation) {
  const { source, contact } = row;
  return {
    ...{ id, title, status, lastActivityAt, createdAt, unreadCount },
    source: { id: source.id, key: source.key },
    contact: contact === null ? null : { id: contact.id, name: contact.name },
  };
}

export type Row = ReturnType<typeof plainRow>;
