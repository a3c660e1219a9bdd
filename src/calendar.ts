/** Moments as they are written: what `Date` takes for one, and no calendar has. */

/** Whether there is such a reading of a clock, `YYYY-MM-DDThh:mm:ss`: `Date` reads 30 February as 2 March, and 24:00 as the next day. */
export function isOnCalendar(clock: string): boolean {
  const moment = new Date(`${clock}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(clock);
}

const LEAP_SECOND = /^(.*:\d\d:)60(?:\.\d+)?([^:].*)$/;

/**
 * Unix milliseconds of a moment as RFC 3339, as `read` tells them. A second 60, which Unix time does not count, is the first instant after it; NaN
 * where no leap second can be, which is anywhere but at the end of a month in UTC.
 */
export function withLeapSeconds(text: string, read: (text: string) => number): number {
  const [, minute, zone] = LEAP_SECOND.exec(text) ?? [];
  if (minute === undefined || zone === undefined) return read(text);
  const next = read(`${minute}59${zone}`) + 1000;
  return written(new Date(next))?.endsWith('-01T00:00:00.000Z') === true ? next : Number.NaN;
}

/** A moment as RFC 3339 in UTC. Undefined where it is none, or its year has more than the four digits that are allowed. */
export function written(moment: Date): string | undefined {
  if (Number.isNaN(moment.getTime())) return undefined;
  const text = moment.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}
