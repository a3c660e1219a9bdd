/** One log line per exchange with a provider. What it may say: source, template, status or code, milliseconds. */
import { GatewayError, UpstreamRefusal } from '../errors.ts';
import { operation } from './faults.ts';
import type { Interceptor, Trip } from './trip.ts';

/** What this room asks of a logger; pino has it. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Faults of the source are warnings; answers, refusals among them, and calls that their caller gave up are details. */
export function logged(log: Log): Interceptor {
  return (next) => (trip) => {
    const began = performance.now();
    return next(trip).then(
      (reply) => {
        log.debug({ ...fields(trip, began), status: reply.status }, 'upstream answered');
        return reply;
      },
      (error: unknown) => {
        if (error instanceof UpstreamRefusal) {
          log.debug({ ...fields(trip, began), status: error.status }, 'upstream refused');
        } else {
          const code = error instanceof GatewayError ? error.code : undefined;
          log[trip.abandoned ? 'debug' : 'warn']({ ...fields(trip, began), code }, 'upstream failed');
        }
        throw error;
      },
    );
  };
}

function fields(trip: Trip, began: number) {
  return {
    source: trip.source,
    operation: operation(trip.request),
    ms: Math.round(performance.now() - began),
  };
}
