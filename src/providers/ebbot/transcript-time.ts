/** The moments of a transcript's lines, which carry the wall clock of some time zone and no offset. */
import { timestamp } from '../wire.ts';

/** Month before day, or ISO 8601; a comma may follow the date, and JavaScript's \s holds the narrow no-break space before AM and PM. */
const WALL_CLOCK =
  /^(?:(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})|(?<isoYear>\d{4})-(?<isoMonth>\d\d)-(?<isoDay>\d\d)),?[T\s]\s*(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?<fraction>\.\d+)?)?(?:\s*(?<half>[ap])\.?\s*m\.?)?$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
const DAY = 24 * 60 * 60 * 1000;

export interface WrittenTime {
  readonly date?: string | null | undefined;
  readonly time?: string | null | undefined;
}

/**
 * Reads a line's date and time in Unix milliseconds, null where they make no sense. Of the two moments that an hour set back at the end
 * of summer has, it is the first that is not before `notBefore` (the line above); an hour that was skipped reads as if it had not been.
 */
export type ReadTime = (written: WrittenTime, notBefore?: number) => number | null;

/** A reader for the clock of an IANA time zone. */
export function timeReader(timeZone: string): ReadTime {
  const offsetAt = offsets(timeZone);
  return ({ date, time }, notBefore = -Infinity) => {
    const instant = [date, time].find((word) => typeof word === 'string' && INSTANT.test(word));
    if (instant !== undefined) return Date.parse(timestamp(instant) ?? '') || null;
    const clock = wallClock(`${date ?? ''} ${time ?? ''}`.trim());
    if (clock === null) return null;
    const [before, after] = [offsetAt(clock - DAY), offsetAt(clock + DAY)];
    const moments = [clock - before, clock - after].filter((moment) => moment + offsetAt(moment) === clock);
    moments.sort((one, other) => one - other);
    // Lines carry whole seconds, what came before them may not.
    return moments.find((moment) => moment > notBefore - 1000) ?? moments[0] ?? clock - before;
  };
}

/** The clock's reading as if it were UTC. */
function wallClock(written: string): number | null {
  const parts = WALL_CLOCK.exec(written)?.groups;
  if (parts === undefined) return null;
  const number = (...names: string[]) => Number(names.map((name) => parts[name]).find(Boolean) ?? 0);
  const [hour, minute, second] = [number('hour'), number('minute'), number('second')];
  const half = parts['half']?.toLowerCase();
  if (minute > 59 || second > 59 || (half === undefined ? hour > 23 : hour < 1 || hour > 12)) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const [year, month, day] = [
    number('year', 'isoYear'),
    number('month', 'isoMonth'),
    number('day', 'isoDay'),
  ];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const milliseconds = Math.floor(number('fraction') * 1000);
  return midnight.getTime() + ((hours * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsets(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (moment) => {
    const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = 0, minutes = 0, seconds = 0] =
      /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name) ?? [];
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -ahead : ahead) * 1000;
  };
}
