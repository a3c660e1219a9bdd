/**
 * How a list is sorted: by latest activity, or by something that has nothing to do with it, yet the
 * same on every call.
 */
export type SortOrder = 'newest-first' | 'oldest-first' | 'unsorted';

interface Keys<Row> {
  id: (row: Row) => string;
  /** Epoch milliseconds of the row's latest activity. */
  activity: (row: Row) => number;
}

/** A sorted copy; rows of equal activity keep one order, by id. */
export function sortRows<Row>(rows: Iterable<Row>, order: SortOrder, keys: Keys<Row>): Row[] {
  const keyed = Array.from(rows, (row) => {
    const id = keys.id(row);
    return { row, id, key: order === 'unsorted' ? scatter(id) : keys.activity(row) };
  });
  const direction = order === 'oldest-first' ? 1 : -1;
  keyed.sort((a, b) => direction * (a.key - b.key || a.id.localeCompare(b.id, 'en', { numeric: true })));
  return keyed.map(({ row }) => row);
}

/** The rows of a 1-based page. */
export function pageOf<Row>(rows: readonly Row[], page: number, limit: number): Row[] {
  return rows.slice((page - 1) * limit, page * limit);
}

/** Case-insensitive: does any of the texts hold what was searched? */
export function holds(search: string, ...texts: (string | null | undefined)[]): boolean {
  const wanted = search.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}

/** FNV-1a: a number that depends on the whole text and on nothing else. */
export function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
