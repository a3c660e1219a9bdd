import { createHmac, timingSafeEqual } from 'node:crypto';
import type {
  FailureRules,
  ListingInput,
  ListMemory,
  ListPage,
  PageSource,
  RawArguments,
  Signer,
  SinceSource,
  WalkedConnection,
  WalkOptions,
  WholeSource,
} from '../../src/pagination/types.ts';

export interface TestRow {
  readonly id: string;
  /** Unix milliseconds. */
  readonly time: number | null;
}

/** How a list answers. */
export interface Traits {
  readonly maxLimit?: number;
  readonly clamp?: number;
  readonly least?: number;
  readonly surplus?: number;
  readonly overlaps?: boolean;
  readonly hasTotal?: boolean;
  readonly echoes?: boolean;
}

/** A list at a pretended provider. Change `rows` between pages; `calls` says what was asked. */
export class MemoryList {
  rows: TestRow[];
  calls: string[] = [];
  error: Error | undefined;
  /** What its replies tell, unix milliseconds. */
  fetchedAt = 1_000;
  readonly maxLimit: number;
  /** The provider's own maximum, which it keeps to without a word. */
  clamp: number;
  /** Its least page, to which smaller limits are raised. As large as `clamp` it makes all pages of one size. */
  least: number;
  /** Rows that it shows beyond a page. */
  readonly surplus: number;
  /** Its pages begin by the limit that was asked for, so that rows of a page that was raised come again on the next. */
  readonly overlaps: boolean;
  /** Rows that it counts, and leaves out of its pages. */
  hidden: ReadonlySet<string> = new Set();
  readonly hasTotal: boolean;
  readonly echoes: boolean;
  readonly memory: ListMemory = {};

  constructor(rows: TestRow[], traits: Traits = {}) {
    this.rows = rows;
    this.maxLimit = traits.maxLimit ?? 50;
    this.clamp = traits.clamp ?? Infinity;
    this.least = traits.least ?? 1;
    this.surplus = traits.surplus ?? 0;
    this.overlaps = traits.overlaps ?? false;
    this.hasTotal = traits.hasTotal ?? true;
    this.echoes = traits.echoes ?? false;
  }

  page(): PageSource<TestRow> {
    return {
      walk: 'page',
      maxLimit: this.maxLimit,
      read: (page, limit) => {
        this.#asked(`${page}x${limit}`);
        if (limit > this.maxLimit || limit < 1 || page < 1)
          throw new Error(`asked for page ${page} of ${limit}`);
        const kept = Math.min(limit, this.clamp);
        const applied = Math.max(kept, this.least);
        const start = (page - 1) * (this.overlaps ? kept : applied);
        const counted = this.rows.slice(start, start + applied + this.surplus);
        const rows = counted.filter(({ id }) => !this.hidden.has(id));
        return Promise.resolve({
          ...this.#reply(rows),
          ...(this.hasTotal && { total: this.rows.length }),
          ...(this.echoes && { limit: applied }),
        });
      },
    };
  }

  /** Oldest first. `strict` leaves out rows at the moment itself. */
  since(strict: boolean): SinceSource<TestRow> {
    return {
      walk: 'since',
      read: (since) => {
        this.#asked(`since ${since ?? 'ever'}`);
        const moment = since === undefined ? -Infinity : Date.parse(since);
        const isAfter = ({ time }: TestRow): boolean => (time ?? 0) > moment || (!strict && time === moment);
        return Promise.resolve(this.#reply(this.rows.filter(isAfter)));
      },
    };
  }

  whole(): WholeSource<TestRow> {
    return {
      walk: 'whole',
      read: () => {
        this.#asked('all');
        return Promise.resolve(this.#reply([...this.rows]));
      },
    };
  }

  listing(key: string, slice = key): ListingInput<TestRow> {
    return { key, slice, source: this.page(), memory: this.memory };
  }

  #asked(call: string): void {
    this.calls.push(call);
    if (this.error) throw this.error;
  }

  #reply(rows: TestRow[]): ListPage<TestRow> {
    return { rows, fetchedAt: this.fetchedAt, stale: false };
  }
}

export function rowsOf(count: number, timeAt: (index: number) => number | null, prefix = 'r'): TestRow[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, time: timeAt(index) }));
}

export const signer: Signer = {
  sign: (text) => createHmac('sha256', 'test').update(text).digest('base64url').slice(0, 22),
  verify(text, signature) {
    const expected = Buffer.from(this.sign(text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  },
};

export class Down extends Error {}

export const failures: FailureRules = {
  mayHaveMore: (error) => error instanceof Down,
  retryAt: () => 2_000,
  word: () => 'UNAVAILABLE',
};

export function optionsOf(
  listings: readonly ListingInput<TestRow>[],
  args: RawArguments,
  more: Partial<WalkOptions<TestRow>> = {},
): WalkOptions<TestRow> {
  return {
    arguments: args,
    listings,
    order: 'newest',
    id: ({ id }) => id,
    time: ({ time }) => (time === null ? null : isoOf(time)),
    signer,
    binding: 'test',
    failures,
    now: () => 1_000,
    ...more,
  };
}

/** Written once for each moment: walks by the thousand ask for it again and again. */
const moments = new Map<number, string>();

function isoOf(time: number): string {
  const known = moments.get(time) ?? new Date(time).toISOString();
  moments.set(time, known);
  return known;
}

export const idsOf = (page: WalkedConnection<TestRow>): string[] => page.edges.map(({ node }) => node.id);
