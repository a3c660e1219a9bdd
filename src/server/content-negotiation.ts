/**
 * Where `accept` says more than which types there may be: Yoga takes the first, however little it is wanted, and finds that there is none only when all is
 * done.
 */
import { isAsyncIterable, processRegularResult, type Plugin } from 'graphql-yoga';
import { arrivalOf } from './arrival.ts';
import { plainlyAccepted, type MediaType } from './plain/plain-case.ts';
import { RefusedRequest } from './refused-request.ts';

/** The first is for whoever wants them alike, by one range. */
const AT_ONCE: readonly MediaType[] = ['application/json', 'application/graphql-response+json'];
const IN_PARTS = ['text/event-stream', 'multipart/mixed'];

/** Comes before whoever refuses requests, so that every refusal can be read. */
export function contentNegotiation(): Plugin {
  return {
    onRequestParse({ request }) {
      const accept = request.headers.get('accept');
      if (accept === null || accept === '' || plainlyAccepted(accept) !== undefined) return;
      const ranges = rangesIn(accept);
      const arrival = arrivalOf(request);
      if (wanted([...AT_ONCE, ...IN_PARTS], ranges).length === 0) {
        arrival.answeredAs = 'application/json';
        throw new RefusedRequest(
          406,
          'BAD_USER_INPUT',
          `The accept header allows none of the types that there are: ${AT_ONCE.join(', ')} in UTF-8.`,
        );
      }
      [arrival.answeredAs] = wanted(AT_ONCE, ranges);
    },
    onResultProcess(payload) {
      const { answeredAs } = arrivalOf(payload.request);
      if (answeredAs === undefined || isAsyncIterable(payload.result)) return;
      payload.setResultProcessor(processRegularResult, answeredAs);
    },
  };
}

const WEIGHT = /;\s*q=(\d(?:\.\d*)?)/i;
const OTHER_CHARSET = /;\s*charset=(?!"?utf-8)/i;

interface Range {
  /** A media type, or as many as a `*` leaves open; in lower case. */
  readonly types: string;
  /** From 0, not at all, to 1. */
  readonly weight: number;
}

/** In the order in which they are named. */
function rangesIn(accept: string): Range[] {
  return accept
    .split(',')
    .filter((range) => !OTHER_CHARSET.test(range))
    .map((range) => ({
      types: range.replace(/;.*/s, '').trim().toLowerCase(),
      weight: Number(WEIGHT.exec(range)?.[1] ?? 1),
    }));
}

/** Those that are accepted, most wanted first; of those that are wanted alike the one that is named first. */
function wanted<Type extends string>(types: readonly Type[], ranges: readonly Range[]): Type[] {
  return types
    .map((type) => {
      const place = placeOf(type, ranges);
      return { type, place, weight: ranges[place]?.weight ?? 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ type }) => type);
}

/** Of the range that says most about the type; -1 where none does. */
function placeOf(type: string, ranges: readonly Range[]): number {
  const places = [type, type.replace(/\/.*/, '/*'), '*/*'].map((types) =>
    ranges.findIndex((range) => range.types === types),
  );
  return places.find((place) => place !== -1) ?? -1;
}
