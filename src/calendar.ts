/** Moments as they are written: what `Date` takes for one, and no calendar has. */

/** Whether there is such a reading of a clock, `YYYY-MM-DDThh:mm:ss`: `Date` reads 30 February as 2 March, and 24:00 as the next day. */
export function isOnCalendar(clock: string): boolean {
  const moment = new Date(`${clock}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(clock);
}

/** A moment as RFC 3339 in UTC. Undefined where it is none, or its year has more than the four digits that are allowed. */
export function written(moment: Date): string | undefined {
  if (Number.isNaN(moment.getTime())) return undefined;
  const text = moment.toISOString();
  return /^\d{4}-/.test(text) ? text : undefined;
}
