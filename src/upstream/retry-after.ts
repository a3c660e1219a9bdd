/** Seconds. No limit lasts longer than 31 days: a header that says so is a mistake, and would shut its source off for years. */
export const LONGEST_LIMIT = 31 * 86_400;

/** Seconds until another try may succeed, as a reply's headers tell it: at most `LONGEST_LIMIT`. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  return retryAfterAlone(headers, now) ?? fromReset(headers['x-ratelimit-reset'], now);
}

/** The same where the reply is no limit's: what it tells of a quota is then not why it was given. */
export function retryAfterAlone(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  return fromRetryAfter(headers['retry-after'], now);
}

/** Seconds, of which some servers send fractions, or an HTTP date (RFC 9110, 10.2.3). */
function fromRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return whole(Number(text));
  // Only a date has letters; Date.parse would read "-5" as a year.
  return /^[a-z]/i.test(text) ? secondsUntil(Date.parse(text), now) : undefined;
}

/** Unix seconds (Xe Chat's SDK). */
function fromReset(value: string | undefined, now: number): number | undefined {
  return value !== undefined && /^\d{9,11}$/.test(value.trim())
    ? secondsUntil(Number(value) * 1000, now)
    : undefined;
}

function secondsUntil(moment: number, now: number): number | undefined {
  return whole((moment - now) / 1000);
}

function whole(seconds: number): number | undefined {
  return seconds <= LONGEST_LIMIT ? Math.max(0, Math.ceil(seconds)) : undefined;
}
