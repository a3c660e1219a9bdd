/** A reply that its adapter cannot read is a fault of the source: counted as one, told to all who share it, and never kept. */
import type { Interceptor } from './trip.ts';

export function accept(): Interceptor {
  return (next) => async (trip) => {
    const reply = await next(trip);
    trip.request.accept?.(reply.body);
    return reply;
  };
}
