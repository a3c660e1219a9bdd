/**
 * Where a channel stands for inboxes, a walk keeps to the inboxes that were found when it began. Its cursors name them in front, so that they
 * fit the lists of every later page and nobody asks for the inboxes again. What is in front is covered by the signature behind it, which
 * is over the lists that follow from it.
 */
import { z } from 'zod';
import type { RawArguments } from '../pagination/types.ts';
import type { SourcesConnection } from './connections.ts';

/** Native ids of inboxes by source; null for a source whose inboxes could not be read yet. */
export type InboxChoice = Readonly<Record<string, readonly string[] | null>>;

const SEPARATOR = '~';
const choices = z.record(z.string(), z.array(z.string()).nullable());

/** What the page's cursors say was chosen, and the page without it; as it came where they say nothing that can be read. */
export function readChoice(page: RawArguments): { choice: InboxChoice | undefined; page: RawArguments } {
  const [choice, after] = parted(page.after);
  const [other, before] = parted(page.before);
  return { choice: choice ?? other, page: { ...page, after, before } };
}

/** The connection with cursors that say what was chosen. */
export function withChoice<Row>(
  connection: SourcesConnection<Row>,
  choice: InboxChoice,
): SourcesConnection<Row> {
  if (Object.keys(choice).length === 0) return connection;
  const front = written(choice) + SEPARATOR;
  const { nodes, edges, pageInfo, totalCount, sources, isBlocked } = connection;
  const { hasNextPage, hasPreviousPage } = pageInfo;
  return {
    nodes,
    totalCount,
    sources,
    isBlocked,
    edges: edges.map((edge) => ({
      node: edge.node,
      get cursor() {
        return front + edge.cursor;
      },
    })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return pageInfo.startCursor === null ? null : front + pageInfo.startCursor;
      },
      get endCursor() {
        return pageInfo.endCursor === null ? null : front + pageInfo.endCursor;
      },
    },
  };
}

export function isSameChoice(one: InboxChoice, other: InboxChoice): boolean {
  return written(one) === written(other);
}

function parted(cursor: string | null | undefined): [InboxChoice | undefined, string | null | undefined] {
  const at = cursor?.indexOf(SEPARATOR) ?? -1;
  if (cursor == null || at === -1) return [undefined, cursor];
  const choice = read(cursor.slice(0, at));
  return choice === undefined ? [undefined, cursor] : [choice, cursor.slice(at + 1)];
}

function written(choice: InboxChoice): string {
  return Buffer.from(JSON.stringify(choice)).toString('base64url');
}

/** Undefined for what `written` did not write. */
function read(front: string): InboxChoice | undefined {
  try {
    const choice = choices.safeParse(JSON.parse(Buffer.from(front, 'base64url').toString())).data;
    return choice !== undefined && written(choice) === front ? choice : undefined;
  } catch {
    return undefined;
  }
}
