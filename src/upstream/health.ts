/** How a source has been doing, from its latest calls. */
import { GatewayError, UpstreamRefusal, type ErrorCode } from '../errors.ts';
import type { Observer, Trip } from './trip.ts';

/**
 * `UNKNOWN` before the first call, `HEALTHY` after one that was answered. `DOWN`: the credential is refused, three calls in a row failed,
 * or none ever succeeded. `DEGRADED` otherwise: limited, or one or two failures since the last success.
 */
export type HealthStatus = 'HEALTHY' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';

export interface Health {
  readonly status: HealthStatus;
  /** RFC 3339. */
  readonly lastSuccessAt: string | null;
  /** The latest fault, kept after recovery. */
  readonly lastError: { readonly code: ErrorCode; readonly message: string } | null;
}

export interface HealthRecord {
  readonly watch: Observer;
  readonly read: () => Health;
}

const FAILURES_UNTIL_DOWN = 3;

export function createHealth(now: () => number): HealthRecord {
  let lastSuccess: number | undefined;
  let lastError: GatewayError | undefined;
  /** Since the last success. A refusal for lack of budget is an answer, and is counted apart. */
  let failures = 0;
  let limited = false;

  const succeeded = () => {
    lastSuccess = now();
    failures = 0;
    limited = false;
  };
  const failed = (error: GatewayError) => {
    lastError = error;
    limited = error.code === 'RATE_LIMITED';
    if (!limited) failures += 1;
  };
  const status = (): HealthStatus => {
    if (failures === 0 && !limited) return lastSuccess === undefined ? 'UNKNOWN' : 'HEALTHY';
    if (lastError?.code === 'UPSTREAM_UNAUTHORIZED' || failures >= FAILURES_UNTIL_DOWN) return 'DOWN';
    return lastSuccess === undefined && !limited ? 'DOWN' : 'DEGRADED';
  };

  return {
    watch: {
      replied: succeeded,
      failed(trip, error) {
        if (error instanceof UpstreamRefusal) succeeded();
        else if (error instanceof GatewayError && tellsOfSource(trip, error)) failed(error);
      },
    },
    read: () => ({
      status: status(),
      lastSuccessAt: lastSuccess === undefined ? null : new Date(lastSuccess).toISOString(),
      lastError: lastError === undefined ? null : { code: lastError.code, message: lastError.message },
    }),
  };
}

/** What the caller's side ended says nothing of the source, and a key that is refused or used up nothing where each caller brings another. */
function tellsOfSource({ abandoned, answer, credential }: Trip, error: GatewayError): boolean {
  if (abandoned) return false;
  // Refused here: by the breaker, or for want of room, at once or after a wait.
  if (answer === undefined && /^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/.test(error.code)) return false;
  return credential.broughtIn === undefined || !/^(UPSTREAM_UNAUTHORIZED|RATE_LIMITED)$/.test(error.code);
}
