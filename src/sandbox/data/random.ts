import { faker } from '@faker-js/faker/locale/en';
import { scatter } from '../shared/rows.ts';

export type Random = typeof faker;

/**
 * The shared generator, set to the start of the series that belongs to this seed and subject. Generation
 * is synchronous, so nobody else can draw from it in between. One locale: the whole package takes 250 ms to load.
 */
export function randomFor(seed: number, subject: string): Random {
  faker.seed([seed, scatter(subject)]);
  return faker;
}

/** True in this share of the draws. */
export function chance(random: Random, share: number): boolean {
  return random.datatype.boolean({ probability: share });
}

/** A moment before `now`: the first of `count` is minutes old, the last about `spanMs`, recent ones denser. */
export function spread(random: Random, index: number, count: number, now: number, spanMs: number): number {
  const share = (index + random.number.float({ min: 0.2, max: 0.8 })) / Math.max(count, 1);
  return Math.floor((now - spanMs * share ** 1.6) / 1000) * 1000;
}
