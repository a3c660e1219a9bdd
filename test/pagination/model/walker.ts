/** Walks a plan with the engine and checks every page against the reference. */
import { walkConnection } from '../../../src/pagination/connection.ts';
import type { Parts } from '../../../src/pagination/parts.ts';
import type { Edge, WalkedConnection } from '../../../src/pagination/types.ts';
import { Down, optionsOf, type TestRow } from '../memory-list.ts';
import type { StepPlan, WalkPlan } from './plan.ts';
import { type Bookmark, type Known, rowsFrom } from './reference.ts';
import { type Mark, World } from './world.ts';

/** What the steps of walks cost: calls per list and step. */
export interface Cost {
  readonly calls: number;
  readonly size: number;
  readonly maxLimit: number;
  readonly hasTotal: boolean;
  readonly isClamped: boolean;
  /** How far the list moved under the cursor. */
  readonly shift: number;
  /** The first time that a walk asks this list. */
  readonly isCold: boolean;
  readonly isFromEnd: boolean;
  readonly isDrifted: boolean;
}

const MOST_STEPS = 60;
const signer = { sign: (text: string) => String(text.length), verify: () => true };

export class WalkFailure extends Error {}

export class Walker {
  readonly #plan: WalkPlan;
  readonly #parts: Parts;
  readonly world: World;
  readonly costs: Cost[] = [];
  #now = 0;
  readonly #bookmarks = new Map<string, Bookmark>();
  /** Rows that were there all along, by the object; and what was given, by row. */
  readonly #given = new Map<TestRow, number>();
  drifted = 0;

  constructor(plan: WalkPlan, parts: Parts) {
    this.#plan = plan;
    this.#parts = parts;
    this.world = new World(plan.lists);
  }

  async run(): Promise<void> {
    const { kind, steps } = this.#plan;
    const startRows = new Set(this.world.lists.flatMap(({ rows }) => rows));
    const isBackward = kind === 'backward';
    let cursor: string | null = null;
    let isWhole = true;
    for (let index = 0; index < MOST_STEPS; index += 1) {
      const step = steps[index % steps.length];
      if (!step) return;
      this.#change(step, index);
      if (kind === 'roaming') {
        if (index >= 8) return;
        const cursors = [...this.#bookmarks.keys()];
        cursor = cursors[step.cursor % Math.max(cursors.length, 1)] ?? null;
        await this.#page(cursor, step, cursor !== null && step.isBackward);
        continue;
      }
      const page = await this.#page(cursor, step, isBackward);
      if (page.slices.some(({ drifted, needsTotal }) => drifted || needsTotal)) isWhole = false;
      cursor = isBackward ? page.pageInfo.startCursor : page.pageInfo.endCursor;
      const goesOn = isBackward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage;
      if (!goesOn) {
        if (isWhole) this.#expectEachOnce(startRows);
        return;
      }
      if (cursor === null) throw new WalkFailure('there is a further page, and no cursor to it');
    }
  }

  #change(step: StepPlan, index: number): void {
    if (index > 0) for (const change of step.changes) this.world.change(change);
    // Every list answers in the end, so that walks end.
    this.world.fail(index < 12 ? step.down.map((rank) => rank % this.world.lists.length) : []);
    this.#now += 1_500;
  }

  async #page(
    cursor: string | null,
    step: StepPlan,
    isBackward: boolean,
  ): Promise<WalkedConnection<TestRow>> {
    const { lists } = this.world;
    const calls = lists.map((list) => list.calls.length);
    const args = isBackward ? { last: step.size, before: cursor } : { first: step.size, after: cursor };
    const listings = lists.map((list, rank) => list.listing(`list ${rank}`));
    const failures = {
      mayHaveMore: (error: unknown) => error instanceof Down,
      retryAt: () => this.#now + 2_000,
      word: () => 'DOWN',
    };
    const options = optionsOf(listings, args, { signer, failures, now: () => this.#now });
    const page = await walkConnection(
      { ...options, time: ({ time }) => (time === null ? null : iso(time)) },
      this.#parts,
    );
    const bookmark = cursor === null ? undefined : this.#bookmarks.get(cursor);
    this.#check(page, cursor !== null && !bookmark, bookmark, step.size, isBackward);
    this.#count(page, bookmark, { size: step.size, isBackward }, calls);
    this.#remember(page, cursor, isBackward);
    return page;
  }

  #check(
    page: WalkedConnection<TestRow>,
    isLost: boolean,
    bookmark: Bookmark | undefined,
    size: number,
    isBackward: boolean,
  ): void {
    const marks = this.#marksOf(bookmark, isBackward);
    const isOut = page.slices.map(
      (slice) => slice.error !== undefined || slice.waiting !== undefined || slice.needsTotal,
    );
    const isDrifted = page.slices.map(({ drifted }) => drifted);
    this.#checkFailures(page, bookmark);
    if (page.edges.length > size) fail('more rows than asked for');
    const given = page.edges.map(({ node, slice }): Known => ({ rank: rankOf({ slice }), row: node }));
    if (isBackward) given.reverse();
    if (isLost || isDrifted.some(Boolean)) {
      this.drifted += 1;
      return;
    }
    const present = marks.map((mark, rank) => (isOut[rank] ? undefined : mark));
    const lived = ({ row }: Known): boolean => !bookmark || bookmark.rows.has(row);
    const expected = rowsFrom(this.world, present, isBackward).filter(lived);
    const got = given.filter(lived);
    got.forEach(({ rank, row }, index) => {
      const should = expected[index];
      if (should?.row !== row || should.rank !== rank) {
        fail(`row ${index} is ${row.id} of list ${rank}, not ${should?.row.id} of list ${should?.rank}`);
      }
    });
    const goesOn = isBackward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage;
    const isFull = given.length === size;
    if (!isFull && got.length < expected.length)
      fail(`only ${given.length} of ${size} rows, though there are more`);
    if (!goesOn && got.length < expected.length) fail('it says that there is no more, but there is');
    const mayFail = page.slices.some(({ retryAt }) => retryAt !== undefined);
    const all = rowsFrom(this.world, present, isBackward).length;
    if (goesOn && !mayFail && all <= given.length && !this.#isChanging())
      fail('it says that there is more, but there is not');
    if (page.isBlocked && got.length < expected.length) fail('it says that only failing lists have more');
    for (const { row } of given) this.#given.set(row, (this.#given.get(row) ?? 0) + 1);
    if (this.#plan.kind !== 'roaming') {
      for (const { row } of given) if ((this.#given.get(row) ?? 0) > 1) fail(`${row.id} came twice`);
    }
  }

  #checkFailures(page: WalkedConnection<TestRow>, bookmark: Bookmark | undefined): void {
    this.world.lists.forEach((list, rank) => {
      const slice = page.slices[rank];
      const waits = (bookmark?.retryAt[rank] ?? 0) > this.#now;
      if (!waits && slice?.waiting !== undefined) fail(`list ${rank} waits without reason`);
      if (slice?.error !== undefined && list.error === undefined)
        fail(`list ${rank} failed: ${String(slice.error)}`);
    });
  }

  #isChanging(): boolean {
    return this.#plan.steps.some(({ changes }) => changes.length > 0);
  }

  /** What the page's cursors must mean. A walk goes on from the outermost; one that roams, from any. */
  #remember(page: WalkedConnection<TestRow>, cursor: string | null, isBackward: boolean): void {
    if (page.slices.some(({ drifted }) => drifted)) return;
    const { lists } = this.world;
    const bookmark = cursor === null ? undefined : this.#bookmarks.get(cursor);
    if (cursor !== null && !bookmark) return;
    const base = this.#marksOf(bookmark, isBackward);
    const isRead = page.slices.map(({ fetchedAt, error }) => fetchedAt !== undefined && error === undefined);
    const retryAt = page.slices.map((slice) => slice.retryAt ?? 0);
    const rows = bookmark?.rows ?? new Set(lists.flatMap((list) => list.rows));
    const offset = (edge: Edge<TestRow>): number => lists[rankOf(edge)]?.rows.indexOf(edge.node) ?? 0;
    const gaps = base.map(({ gap }) => gap);
    if (isBackward) for (const edge of [...page.edges].reverse()) gaps[rankOf(edge)] = offset(edge);
    const note = (text: string | null, own: number | undefined): void => {
      if (text === null || this.#bookmarks.has(text)) return;
      const stays = (rank: number): boolean => isRead[rank] !== true && base[rank]?.isAbove === true;
      const marks = gaps.map((gap, rank) => this.world.mark(rank, gap, stays(rank)));
      const above = gaps.map((gap, rank) =>
        this.world.mark(rank, rank === own ? gap - 1 : gap, rank === own || stays(rank)),
      );
      this.#bookmarks.set(text, { marks, above, madeAt: [...gaps], rows, retryAt });
    };
    if (page.edges.length === 0)
      note(isBackward ? page.pageInfo.startCursor : page.pageInfo.endCursor, undefined);
    const outermost = isBackward ? 0 : page.edges.length - 1;
    page.edges.forEach((edge, index) => {
      gaps[rankOf(edge)] = offset(edge) + 1;
      if (this.#plan.kind === 'roaming' || index === outermost) note(edge.cursor, rankOf(edge));
    });
  }

  #marksOf(bookmark: Bookmark | undefined, isBackward: boolean): readonly Mark[] {
    if (bookmark) return isBackward ? bookmark.above : bookmark.marks;
    return this.world.lists.map(({ rows }) => ({ gap: isBackward ? rows.length : 0, isAbove: isBackward }));
  }

  #count(
    page: WalkedConnection<TestRow>,
    bookmark: Bookmark | undefined,
    step: { size: number; isBackward: boolean },
    before: readonly number[],
  ): void {
    this.world.lists.forEach((list, rank) => {
      const made = bookmark?.madeAt[rank] ?? 0;
      this.costs.push({
        calls: list.calls.length - (before[rank] ?? 0),
        size: step.size,
        maxLimit: Math.min(list.maxLimit, list.clamp),
        hasTotal: list.hasTotal,
        isClamped: list.clamp < list.maxLimit,
        shift: Math.abs((bookmark?.marks[rank]?.gap ?? 0) - made),
        isCold: before[rank] === 0,
        isFromEnd: step.isBackward && bookmark === undefined,
        isDrifted: page.slices[rank]?.drifted === true,
      });
    });
  }

  #expectEachOnce(start: ReadonlySet<TestRow>): void {
    for (const { rows } of this.world.lists) {
      for (const row of rows) {
        if (start.has(row) && this.#given.get(row) !== 1) {
          throw new WalkFailure(`${row.id} was there all along and came ${this.#given.get(row) ?? 0} times`);
        }
      }
    }
  }
}

function fail(what: string): never {
  throw new WalkFailure(what);
}

function rankOf({ slice }: { readonly slice: string }): number {
  return Number(slice.slice('list '.length));
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
