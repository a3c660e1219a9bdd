/** Whether something came after a write began, by the time that its provider tells. */
import type { Timestamp } from '../../domain.ts';

/** Milliseconds by which a provider's clock may be behind ours. */
const SKEW = 60_000;

/** Some providers cut their times to seconds: what came after a moment may be dated so. */
export function wholeSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

/** A time with milliseconds is taken at its word; one without may be of any moment of its second. */
export function isSince(time: Timestamp | null | undefined, moment: Date): boolean {
  if (time == null) return false;
  const isCut = time.endsWith('.000Z');
  return time >= (isCut ? wholeSecond(moment) : moment).toISOString();
}

/** Whether it came before, whatever the clocks say. False of what nothing dates. */
export function wasBefore(time: Timestamp | null | undefined, moment: Date): boolean {
  return time != null && !isSince(time, new Date(moment.getTime() - SKEW));
}
