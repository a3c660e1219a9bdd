/** What a generated walk consists of: lists, how they are read, and what happens between its steps. */
import fc from 'fast-check';

export interface ListPlan {
  readonly count: number;
  readonly maxLimit: number;
  /** The provider cuts every limit to this without a word. */
  readonly clamp: number;
  readonly hasTotal: boolean;
  /** Time between neighbours, repeated down the list; 0 makes ties. */
  readonly gaps: readonly number[];
  /** Rows at the list's end that have no time. */
  readonly timeless: number;
}

export type Change =
  | { readonly kind: 'insert'; readonly list: number; readonly count: number }
  | { readonly kind: 'insert inside' | 'delete' | 'bump'; readonly list: number; readonly at: number };

export interface StepPlan {
  readonly size: number;
  readonly changes: readonly Change[];
  /** Lists that fail at this step. */
  readonly down: readonly number[];
  /** Of a roaming walk: which of the cursors seen so far, and which way from it. */
  readonly cursor: number;
  readonly isBackward: boolean;
}

export interface WalkPlan {
  readonly lists: readonly ListPlan[];
  readonly kind: 'forward' | 'backward' | 'roaming';
  /** Repeated until the walk ends. */
  readonly steps: readonly StepPlan[];
}

/** Sizes around an upstream page's, up to ten times it. */
const listPlan: fc.Arbitrary<ListPlan> = fc.integer({ min: 2, max: 12 }).chain((maxLimit) =>
  fc.record({
    count: fc.oneof(
      { weight: 4, arbitrary: fc.nat(3 * maxLimit) },
      { weight: 1, arbitrary: fc.nat(10 * maxLimit) },
    ),
    maxLimit: fc.constant(maxLimit),
    clamp: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1_000) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: maxLimit }) },
    ),
    hasTotal: fc.boolean(),
    gaps: fc.array(fc.nat(3), { maxLength: 5 }).map((gaps) => [...gaps, 1]),
    timeless: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) }),
  }),
);

const list = fc.nat(4);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('insert' as const),
      list,
      count: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
        { weight: 1, arbitrary: fc.nat(30) },
      ),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert inside' as const, 'delete' as const, 'bump' as const, 'bump' as const),
      list,
      at: fc.nat(10_000),
    }),
  },
);

/** A third of the walks with changes, a tenth with a failing list. */
const stepPlans = fc
  .record({ isChanging: fc.nat(2), isFailing: fc.nat(9) })
  .chain(({ isChanging, isFailing }) =>
    fc.array(
      fc.record({
        size: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 3, max: 40 })),
        changes: isChanging === 0 ? fc.array(change, { maxLength: 5 }) : fc.constant([]),
        down: isFailing === 0 ? fc.array(list, { maxLength: 2 }) : fc.constant([]),
        cursor: fc.nat(10_000),
        isBackward: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  );

export const walkPlan: fc.Arbitrary<WalkPlan> = fc.record({
  lists: fc.oneof(
    { weight: 5, arbitrary: fc.array(listPlan, { minLength: 3, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(listPlan, { minLength: 1, maxLength: 2 }) },
  ),
  kind: fc.constantFrom('forward' as const, 'forward' as const, 'backward' as const, 'roaming' as const),
  steps: stepPlans,
});
