/** One log line per exchange with a provider. What it may say: source, template, status or code, milliseconds. */
import { GatewayError, UpstreamRefusal } from '../errors.ts';
import { operation } from './faults.ts';
import type { Observer, Trip } from './trip.ts';

/** What this room asks of a logger; pino has it. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Whether lines of that level are written at all. Absent: they are. */
  isLevelEnabled?(level: string): boolean;
}

/** Faults of the source are warnings; answers, refusals among them, and calls that their caller gave up are details. */
export function logged(log: Log): Observer {
  return {
    begin(trip) {
      trip.attemptBegan = performance.now();
    },
    replied(trip, { status }) {
      if (log.isLevelEnabled?.('debug') === false) return;
      log.debug({ ...fields(trip), status }, 'upstream answered');
    },
    failed(trip, error) {
      if (error instanceof UpstreamRefusal) {
        log.debug({ ...fields(trip), status: error.status }, 'upstream refused');
      } else {
        const code = error instanceof GatewayError ? error.code : undefined;
        log[trip.abandoned ? 'debug' : 'warn']({ ...fields(trip), code }, 'upstream failed');
      }
    },
  };
}

function fields({ source, request, attemptBegan }: Trip) {
  return { source, operation: operation(request), ms: Math.round(performance.now() - attemptBegan) };
}
