/** A caller reads what they wrote: no query joins one that began before a mutation did, or before it ended. */
import type { Plugin } from 'graphql-yoga';
import { arrivalOf } from '../arrival.ts';
import type { Flights } from './flights.ts';

/** Comes after whoever notes what kind of operation it is. */
export function writing(flights: Flights): Plugin {
  const close = (request: Request) => {
    if (arrivalOf(request).operation?.type === 'mutation') flights.close();
  };
  return {
    onExecute: ({ args }) => close(args.contextValue.request),
    onResultProcess: ({ request }) => close(request),
  };
}
