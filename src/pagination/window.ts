/**
 * Which upstream pages show a window of a list. Providers know only page numbers, counted from 1, and a limit, so a page starts at a
 * multiple of its limit. All offsets count from 0; a window is [from, to).
 */
import type { Limits } from './limits.ts';

export interface PageRequest {
  readonly page: number;
  readonly limit: number;
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Limits tried first: few different ones, so that the pages of a walk are asked in the same words and a cache knows them again. */
const USUAL_LIMITS = [10, 25, 50, 100];

/** Rows that neighbouring pages share where it costs no further page: they show that nothing moved between the two calls. */
const OVERLAP = 3;

export function startOf({ page, limit }: PageRequest): number {
  return (page - 1) * limit;
}

export function pageAt(offset: number, limit: number): PageRequest {
  return { page: Math.floor(offset / limit) + 1, limit };
}

/**
 * The fewest pages that show `need`, in list order, by limits that are allowed. The `wishes` are larger windows, best first: one that
 * costs no further page is taken.
 */
export function planPages(need: Window, limits: Limits, wishes: readonly Window[] = []): PageRequest[] {
  for (const window of wishes) {
    const page = onePage(window, limits);
    if (page) return [page];
  }
  const alone = onePage(need, limits);
  if (alone) return [alone];
  const fewest = chain(need, limits, 0);
  for (const window of [...wishes, need]) {
    const overlapping = chain(window, limits, OVERLAP);
    if (overlapping.length <= fewest.length) return overlapping;
  }
  return fewest;
}

/**
 * The page that shows most of what lies next to the rows held and shares a row with them, to join by. Where that takes most of a page,
 * a window to plan for instead.
 */
export function planNext(held: Window, toward: 'down' | 'up', limits: Limits): PageRequest | Window {
  const { from, to } = held;
  const { max } = limits;
  const half = Math.ceil(max / 2);
  if (toward === 'down') {
    const page = farthest(Math.max(from, to - 1), limits);
    return 4 * (startOf(page) + page.limit - to) >= max ? page : { from, to: to + half };
  }
  const page = earliest(from, limits);
  return 4 * (from - startOf(page)) >= max ? page : { from: Math.max(0, from - half), to };
}

function onePage({ from, to }: Window, { min, max }: Limits): PageRequest | undefined {
  const width = Math.max(to - from, 1);
  if (width > max) return undefined;
  const shows = (limit: number): boolean =>
    Math.floor(from / limit) === Math.floor((from + width - 1) / limit);
  for (const limit of min > 1 ? [min, ...USUAL_LIMITS] : USUAL_LIMITS) {
    if (limit >= Math.max(width, min) && limit <= max && shows(limit)) return pageAt(from, limit);
  }
  if (shows(max)) return pageAt(from, max);
  // Then from twice the width downwards (room on both sides lets a shifted row be found), then the larger ones.
  const least = Math.max(width, min);
  const twice = Math.min(max, 2 * least);
  for (let limit = twice; limit >= least; limit -= 1) if (shows(limit)) return pageAt(from, limit);
  for (let limit = twice + 1; limit <= max; limit += 1) if (shows(limit)) return pageAt(from, limit);
  return undefined;
}

/** Reaches as far as possible with each page; `overlap` rows are read twice at each seam. */
function chain(need: Window, limits: Limits, overlap: number): PageRequest[] {
  const pages: PageRequest[] = [];
  let reached = need.from;
  while (reached < need.to) {
    const from = pages.length === 0 ? need.from : Math.max(need.from, reached - overlap);
    const page = onePage({ from, to: need.to }, limits) ?? farthest(from, limits);
    const end = startOf(page) + page.limit;
    if (end <= reached) return chain(need, limits, 0);
    pages.push(page);
    reached = end;
  }
  return pages;
}

/** The page that shows `offset` and ends last. */
function farthest(offset: number, limits: Limits): PageRequest {
  return bestPage(offset, limits, (page) => startOf(page) + page.limit);
}

/** The page that shows `offset` and begins first. */
function earliest(offset: number, limits: Limits): PageRequest {
  return bestPage(offset, limits, (page) => -startOf(page));
}

function bestPage(offset: number, { min, max }: Limits, worth: (page: PageRequest) => number): PageRequest {
  let best = pageAt(offset, max);
  for (let limit = max - 1; limit >= min; limit -= 1) {
    const page = pageAt(offset, limit);
    if (worth(page) > worth(best)) best = page;
  }
  return best;
}

/** The least window that holds both. */
export function spanOf({ from, to }: Window, page: PageRequest): Window {
  return { from: Math.min(from, startOf(page)), to: Math.max(to, startOf(page) + page.limit) };
}
