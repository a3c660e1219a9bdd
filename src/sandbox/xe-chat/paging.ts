import { z } from 'zod';
import { pageOf } from '../shared/rows.ts';
import { refuse } from './errors.ts';
import type { XeChatSettings } from './settings.ts';

const whole = (name: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, `${name} must be a positive integer.`)
    .transform(Number)
    .optional();

export const pageQuery = { page: whole('page'), limit: whole('limit') };
export const wholeQuery = whole;

/** Reads a query string; the first fault is a 400. */
export function readQuery<Shape extends z.ZodRawShape>(
  query: Record<string, string>,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const read = z.object(shape).safeParse(query);
  if (!read.success) throw refuse(400, read.error.issues[0]?.message ?? 'Invalid query.');
  return read.data;
}

interface PageRules {
  maximum: number;
  standard: number;
}

/** Cuts the asked page out of a list and says what was really used. */
export function paginate<Row>(
  rows: readonly Row[],
  asked: { page?: number | undefined; limit?: number | undefined },
  rules: PageRules,
  settings: XeChatSettings,
): { rows: Row[]; page: number; limit: number; total?: number } {
  const { page = 1, limit: wanted = rules.standard } = asked;
  if (wanted > rules.maximum && settings.overMaximum === 'reject') {
    throw refuse(400, `limit must be at most ${String(rules.maximum)}.`);
  }
  const limit = Math.min(wanted, rules.maximum, settings.clamp ?? Infinity);
  return { rows: pageOf(rows, page, limit), page, limit, ...total(rows, settings) };
}

/** The `total` of a list, where totals are on. */
export function total(rows: { length: number }, settings: XeChatSettings): { total?: number } {
  return settings.totals ? { total: rows.length } : {};
}
