export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-03-31T11:45:00Z`: UTC to the second, as Xe Chat and SquirrelStack write it. */
export function toSecondIso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
