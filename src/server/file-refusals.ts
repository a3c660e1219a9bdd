/** What is answered instead of a file: a status and a sentence for people, of nothing but the gateway's own words. */
import type { ErrorCode, GatewayError } from '../errors.ts';

export interface FileRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const REFUSALS = {
  method: [405, 'Files are read with GET or HEAD.'],
  invalid: [404, 'This is no link to a file.'],
  expired: [410, 'This link has expired. Ask for the file anew to get a fresh one.'],
  missing: [404, 'There is no such file.'],
  slow: [504, 'The file did not come in time. Try again later.'],
  key: [403, 'The link is not enough for this file: send a key of your own for its source with the request.'],
  busy: [503, 'No more files can be fetched right now. Try again later.'],
  broken: [502, 'The file cannot be fetched from where it is kept. Try again later.'],
  fault: [500, 'Unexpected error.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

type Reason = keyof typeof REFUSALS;

const REASONS: Readonly<Partial<Record<ErrorCode, Reason>>> = {
  BAD_USER_INPUT: 'missing',
  UPSTREAM_TIMEOUT: 'slow',
  RATE_LIMITED: 'busy',
};

/** `keyHeader` names the header in which the source needs the key of whoever reads, if it does. */
export function refusalFor(why: Reason | GatewayError, keyHeader?: string): FileRefusal {
  const reason = typeof why === 'string' ? why : reasonOf(why, keyHeader);
  const retryAfter = typeof why === 'string' ? undefined : why.retryAfter;
  const [status, sentence] = REFUSALS[reason];
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(reason === 'method' ? { allow: 'GET, HEAD' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    },
    body: reason === 'key' ? `${sentence} It goes into the header ${keyHeader}.\n` : `${sentence}\n`,
  };
}

function reasonOf({ code }: GatewayError, keyHeader: string | undefined): Reason {
  if (code === 'UPSTREAM_UNAUTHORIZED' && keyHeader !== undefined) return 'key';
  return REASONS[code] ?? 'broken';
}
