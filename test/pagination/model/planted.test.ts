/** The generated walks are worth something only if they notice a wrong engine. */
import { expect, test } from 'vitest';
import { type Parts, PARTS } from '../../../src/pagination/parts.ts';
import { START } from '../../../src/pagination/place.ts';
import { prove } from './prove.ts';

const PLANTED: Record<string, Partial<Parts>> = {
  'the anchor is not checked: a walk goes on at its offset': {
    locate: (rows, place) => ({ gap: Math.min(rows.length, place.isAbove ? 0 : 1), isUnproven: false }),
  },
  '>= for >: a list has a row at its very end': {
    hasRowAt: (offset, end) => end >= offset,
  },
  'ties go to the later source': {
    precedes: (key, rank, otherKey, otherRank) => key > otherKey || (key === otherKey && rank > otherRank),
  },
  'a clamped limit is taken for the end': {
    isClamped: () => false,
  },
  'a failed list is not carried over: it starts again': {
    carry: (_, failure) => ({ ...START, failure }),
  },
  'a failed list is not carried over: it is taken for read': {
    carry: (place) => ({ ...place, isDone: true, failure: undefined }),
  },
};

test.for(Object.entries(PLANTED))('noticed: %s', { timeout: 60_000 }, async ([, planted]) => {
  await expect(prove(3_000, { ...PARTS, ...planted }, 3)).rejects.toThrow('Property failed');
});
