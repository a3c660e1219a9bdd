/** The promise, written over whole lists: which rows, and in which order, lie on each side of a cursor. */
import type { WalkedConnection } from '../../../src/pagination/types.ts';
import type { TestRow } from '../memory-list.ts';
import { type Bookmarks, rankOf } from './bookmarks.ts';
import type { Mark, World } from './world.ts';

export class Broken extends Error {}

export interface Asked {
  readonly cursor: string | null;
  readonly size: number;
  readonly isBackward: boolean;
  readonly now: number;
}

interface Known {
  readonly rank: number;
  readonly row: TestRow;
}

/** Throws Broken where a page is not what it must be. Returns the rows given, or undefined where the walk had lost its place. */
export function check(
  page: WalkedConnection<TestRow>,
  asked: Asked,
  world: World,
  bookmarks: Bookmarks,
): TestRow[] | undefined {
  const { cursor, size, isBackward } = asked;
  const bookmark = bookmarks.get(cursor);
  if (page.edges.length > size) fail('more rows than asked for');
  if (cursor !== null && !bookmark) return undefined;
  checkStates(page, asked, world, bookmarks);
  if (page.slices.some(({ drifted }) => drifted)) return undefined;

  const given = page.edges.map((edge): Known => ({ rank: rankOf(edge), row: edge.node }));
  if (isBackward) given.reverse();
  const marks = bookmarks.from(cursor, isBackward);
  const isOut = page.slices.map(
    ({ error, waiting, needsTotal }) => error !== undefined || waiting !== undefined || needsTotal,
  );
  const lived = ({ row }: Known): boolean => !bookmark || bookmark.rows.has(row);
  const ready = rowsFrom(
    world,
    marks.map((mark, rank) => (isOut[rank] ? undefined : mark)),
    isBackward,
  );
  const expected = ready.filter(lived);
  const got = given.filter(lived);
  got.forEach(({ rank, row }, index) => {
    const should = expected[index];
    if (should?.row !== row || should.rank !== rank) fail(`row ${index} is ${row.id}, not ${should?.row.id}`);
  });

  const goesOn = page.pageInfo[isBackward ? 'hasPreviousPage' : 'hasNextPage'];
  const isFailing = page.slices.some(({ retryAt }) => retryAt !== undefined);
  const isMissing = got.length < expected.length;
  if (isMissing && given.length < size) fail(`only ${given.length} of ${size} rows, though there are more`);
  if (isMissing && !goesOn) fail('it says that there is no more, but there is');
  if (isMissing && page.isBlocked) fail('it says that only failing lists have more');
  if (page.isBlocked && !isFailing) fail('it is blocked by nothing');
  if (world.changes === 0 && goesOn && !isFailing && ready.length <= given.length)
    fail('it says that there is more, but there is not');
  const hidden = marks.map((mark, rank) => (page.slices[rank]?.retryAt === undefined ? undefined : mark));
  if (!goesOn && rowsFrom(world, hidden, isBackward).some(lived))
    fail('it forgets what a failing list may have');
  return given.map(({ row }) => row);
}

/** Slices tell failures that happened, and no place is lost without need. */
function checkStates(
  page: WalkedConnection<TestRow>,
  { cursor, now }: Asked,
  world: World,
  bookmarks: Bookmarks,
): void {
  const bookmark = bookmarks.get(cursor);
  world.lists.forEach((list, rank) => {
    const slice = page.slices[rank];
    const isWaiting = (bookmark?.retryAt[rank] ?? 0) > now;
    if (!isWaiting && slice?.waiting !== undefined) fail(`list ${rank} waits without reason`);
    if (isWaiting && slice?.fetchedAt !== undefined) fail(`list ${rank} is asked before its time`);
    if (slice?.error !== undefined && slice.error !== list.error) fail(`list ${rank} fails without reason`);
    if (slice?.drifted !== true) return;
    const shift = Math.abs((bookmark?.marks[rank]?.gap ?? 0) - (bookmark?.madeAt[rank] ?? 0));
    const isFar = shift > 2 * Math.min(list.maxLimit, list.clamp);
    const isTorn = bookmark?.neighbours[rank]?.some((row) => !list.rows.includes(row)) ?? true;
    if (!isFar && !isTorn) fail(`list ${rank} drifted, though all rows around the place are there`);
  });
}

/** Rows behind the marks (or before them, backward), nearest first, over lists that are sorted by time. */
function rowsFrom(world: World, marks: readonly (Mark | undefined)[], isBackward: boolean): Known[] {
  const all = world.lists.flatMap(({ rows }, rank) => {
    const gap = marks[rank]?.gap;
    if (gap === undefined) return [];
    const part = isBackward ? rows.slice(0, gap) : rows.slice(gap);
    return part.map((row) => ({ rank, row }));
  });
  const key = ({ row }: Known): number => row.time ?? -1;
  // A stable sort keeps each list's own order.
  const sorted = all.sort((one, other) => key(other) - key(one) || one.rank - other.rank);
  return isBackward ? sorted.reverse() : sorted;
}

function fail(what: string): never {
  throw new Broken(what);
}
