/** Walks a plan with the engine, checks every page against the reference and counts its calls. */
import { walkConnection } from '../../../src/pagination/connection.ts';
import type { Parts } from '../../../src/pagination/parts.ts';
import type { Signer, WalkedConnection } from '../../../src/pagination/types.ts';
import { Down, optionsOf, type TestRow } from '../memory-list.ts';
import { type Bookmark, Bookmarks } from './bookmarks.ts';
import type { StepPlan, WalkPlan } from './plan.ts';
import { Broken, check } from './reference.ts';
import { World } from './world.ts';

/** What one page cost in calls to one list, and why. */
export interface Cost {
  readonly calls: number;
  readonly size: number;
  /** The largest page that the list gives. */
  readonly reach: number;
  readonly hasTotal: boolean;
  /** `first`: the walk asks this list for the first time. `same`: nothing changed since the cursor was made. */
  readonly since: 'first' | 'same' | 'changed';
  /** How far the place moved under the cursor. */
  readonly shift: number;
  /** The rows on both sides of the place are still there. */
  readonly isWhole: boolean;
  readonly isFromEnd: boolean;
  readonly isClamped: boolean;
}

const MOST_PAGES = 14;
const MOST_ROAMING = 5;
/** Of a walk with failures, the pages until all lists answer for good. */
const MOST_FAILING = 7;

/** Quick, and good enough: signatures have tests of their own. */
const signer: Signer = { sign: () => 'x', verify: (_, signature) => signature === 'x' };

export class Walker {
  readonly #plan: WalkPlan;
  readonly #parts: Parts;
  readonly #world: World;
  readonly #bookmarks: Bookmarks;
  readonly #given = new Set<TestRow>();
  /** Lists that answered: before, a walk backward has no place in them but their end. */
  readonly #placed = new Set<number>();
  #now = 0;
  #isWhole = true;
  readonly costs: Cost[] = [];
  pages = 0;
  /** Pages on which a place was lost. */
  drifted = 0;

  constructor(plan: WalkPlan, parts: Parts) {
    this.#plan = plan;
    this.#parts = parts;
    this.#world = new World(plan.lists);
    this.#bookmarks = new Bookmarks(this.#world);
  }

  /** Throws Broken, or whatever the engine throws. */
  async run(): Promise<void> {
    if (this.#plan.kind === 'roaming') await this.#roam();
    else await this.#walk(this.#plan.kind === 'backward');
  }

  async #roam(): Promise<void> {
    for (let index = 0; index < MOST_ROAMING; index += 1) {
      const step = this.#step(index);
      const { cursors } = this.#bookmarks;
      const cursor = cursors[step.cursor % Math.max(cursors.length, 1)] ?? null;
      await this.#page(cursor, step.size, cursor !== null && step.isBackward);
    }
  }

  async #walk(isBackward: boolean): Promise<void> {
    const start = this.#world.lists.map(({ rows }) => [...rows]);
    let cursor: string | null = null;
    for (let index = 0; index < MOST_PAGES; index += 1) {
      const { size } = this.#step(index);
      const page = await this.#page(cursor, size, isBackward);
      cursor = page.pageInfo[isBackward ? 'startCursor' : 'endCursor'];
      if (!page.pageInfo[isBackward ? 'hasPreviousPage' : 'hasNextPage']) {
        this.#expectAllGiven(start, page);
        return;
      }
      if (cursor === null) throw new Broken('there is a further page, and no cursor to it');
    }
  }

  #step(index: number): StepPlan {
    const step = this.#plan.steps[index % this.#plan.steps.length];
    if (!step) throw new RangeError('a walk has at least one step');
    if (index > 0) for (const change of step.changes) this.#world.change(change);
    this.#world.fail(index < MOST_FAILING ? step.down : []);
    this.#now += 1_500;
    return step;
  }

  async #page(cursor: string | null, size: number, isBackward: boolean): Promise<WalkedConnection<TestRow>> {
    const { lists } = this.#world;
    const calls = lists.map((list) => list.calls.length);
    for (const list of lists) list.fetchedAt = this.#now;
    const args = isBackward ? { last: size, before: cursor } : { first: size, after: cursor };
    // Clients ask for totals now and then.
    const listings = lists.map((list, rank) => ({
      ...list.listing(`list ${rank}`),
      isTotalUnread: (rank + this.pages) % 2 === 0,
    }));
    const failures = {
      mayHaveMore: (error: unknown) => error instanceof Down,
      retryAt: () => this.#now + 2_000,
      word: () => 'DOWN',
    };
    const options = optionsOf(listings, args, { signer, failures, now: () => this.#now });
    const page = await walkConnection(options, this.#parts);
    const asked = { cursor, size, isBackward, now: this.#now };
    this.pages += 1;
    const given = check(page, asked, this.#world, this.#bookmarks);
    if (given) {
      this.#count(this.#bookmarks.get(cursor), size, isBackward, calls);
      if (this.#plan.kind !== 'roaming') this.#note(given);
      this.#bookmarks.learn(page, cursor, isBackward, this.#plan.kind === 'roaming');
    } else {
      this.drifted += 1;
      this.#isWhole = false;
    }
    return page;
  }

  #note(rows: readonly TestRow[]): void {
    for (const row of rows) {
      if (this.#given.has(row)) throw new Broken(`${row.id} came twice`);
      this.#given.add(row);
    }
  }

  #expectAllGiven(start: readonly TestRow[][], { slices }: WalkedConnection<TestRow>): void {
    if (!this.#isWhole) return;
    start.forEach((rows, rank) => {
      if (slices[rank]?.needsTotal === true) return;
      const now = new Set(this.#world.lists[rank]?.rows);
      const missing = rows.find((row) => now.has(row) && !this.#given.has(row));
      if (missing) throw new Broken(`${missing.id} was there all along and never came`);
    });
  }

  #count(bookmark: Bookmark | undefined, size: number, isBackward: boolean, before: readonly number[]): void {
    this.#world.lists.forEach((list, rank) => {
      const calls = list.calls.length - (before[rank] ?? 0);
      if (calls === 0 || list.error) return;
      const isSame = bookmark === undefined || bookmark.ages[rank] === this.#world.changes;
      this.costs.push({
        calls,
        size,
        reach: Math.min(list.maxLimit, list.clamp),
        hasTotal: list.hasTotal,
        since: before[rank] === 0 ? 'first' : isSame ? 'same' : 'changed',
        shift: Math.abs((bookmark?.marks[rank]?.gap ?? 0) - (bookmark?.madeAt[rank] ?? 0)),
        isWhole: bookmark?.neighbours[rank]?.every((row) => list.rows.includes(row)) ?? true,
        isFromEnd: isBackward && !this.#placed.has(rank),
        isClamped: list.clamp < list.maxLimit,
      });
      this.#placed.add(rank);
    });
  }
}
