/** What became of each source in a connection over several. */
import { GatewayError, UnsupportedError, UpstreamError, UpstreamRefusal, type ErrorCode } from '../errors.ts';
import type { FailureRules, Slice as WalkedSlice } from '../pagination/types.ts';
import type { DataSource } from './data-source.ts';

export type SliceStatus =
  'OK' | 'STALE' | 'SKIPPED' | 'RATE_LIMITED' | 'UNAUTHORIZED' | 'TIMEOUT' | 'UNAVAILABLE';

export interface Slice {
  readonly source: DataSource;
  readonly status: SliceStatus;
  readonly totalCount: number | null;
  readonly reason: string | null;
  readonly retryAt: string | null;
  readonly fetchedAt: string | null;
  readonly drifted: boolean;
}

const STATUS_OF: Readonly<Partial<Record<ErrorCode, SliceStatus>>> = {
  RATE_LIMITED: 'RATE_LIMITED',
  UPSTREAM_TIMEOUT: 'TIMEOUT',
  UPSTREAM_UNAUTHORIZED: 'UNAUTHORIZED',
  UNSUPPORTED: 'SKIPPED',
};
const MAY_HAVE_MORE: ReadonlySet<SliceStatus> = new Set(['RATE_LIMITED', 'TIMEOUT', 'UNAVAILABLE']);
/** Where a provider does not say when to come back. */
const DEFAULT_RETRY_SECONDS = 1;

const REASONS = {
  needsTotal:
    'The provider reports no total, so its list cannot be read from the end: page with `first`, or give `before`.',
  drifted:
    'The list changed so much that the place was not found again: rows may be missing or repeated around it.',
  disordered:
    "The provider's list is not in order of last activity: within this source only the provider's order holds.",
  stale: 'The provider gave no fresh answer in time; this one was kept from before.',
} as const;

/** How faults are told by slices. */
export class SliceFailures implements FailureRules {
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  mayHaveMore(error: unknown): boolean {
    return MAY_HAVE_MORE.has(statusOf(error));
  }

  isRefusal(error: unknown): boolean {
    if (error instanceof UpstreamRefusal) return error.status !== 409;
    return error instanceof UpstreamError && error.isRefusal;
  }

  retryAt(error: unknown): number {
    const told = error instanceof GatewayError ? error.retryAfter : undefined;
    return this.#now() + 1000 * (told ?? DEFAULT_RETRY_SECONDS);
  }

  word(error: unknown): string {
    return statusOf(error);
  }
}

export function sliceOf(source: DataSource, walked: WalkedSlice): Slice {
  return {
    source,
    ...statusAndReason(walked),
    totalCount: walked.totalCount,
    drifted: walked.drifted,
    ...times(walked),
  };
}

export function skippedSlice(source: DataSource, reason: string): Slice {
  return { ...emptySlice(source), status: 'SKIPPED', totalCount: null, reason };
}

/** A source in which nothing can match, found without a call. */
export function emptySlice(source: DataSource): Slice {
  return {
    source,
    status: 'OK',
    totalCount: 0,
    reason: null,
    retryAt: null,
    fetchedAt: null,
    drifted: false,
  };
}

export function failedSlice(source: DataSource, error: GatewayError): Slice {
  return { ...emptySlice(source), status: statusOf(error), totalCount: null, reason: error.message };
}

/** Whether a slice tells of this fault; any other is the operation's own and is thrown. */
export function isTold(error: unknown): error is GatewayError {
  return (
    error instanceof UpstreamError || error instanceof UnsupportedError || error instanceof UpstreamRefusal
  );
}

function statusAndReason(walked: WalkedSlice): Pick<Slice, 'status' | 'reason'> {
  if (walked.needsTotal) return { status: 'SKIPPED', reason: REASONS.needsTotal };
  if (walked.error !== undefined) {
    return { status: statusOf(walked.error), reason: isTold(walked.error) ? walked.error.message : null };
  }
  if (walked.waiting !== undefined) {
    return { status: walked.waiting as SliceStatus, reason: 'Not asked again yet: see `retryAt`.' };
  }
  const reason = walked.drifted ? REASONS.drifted : walked.disordered ? REASONS.disordered : null;
  return walked.stale ? { status: 'STALE', reason: reason ?? REASONS.stale } : { status: 'OK', reason };
}

function statusOf(error: unknown): SliceStatus {
  return (error instanceof GatewayError ? STATUS_OF[error.code] : undefined) ?? 'UNAVAILABLE';
}

function times({ retryAt, fetchedAt }: WalkedSlice): Pick<Slice, 'retryAt' | 'fetchedAt'> {
  return { retryAt: isoTime(retryAt), fetchedAt: isoTime(fetchedAt) };
}

function isoTime(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
