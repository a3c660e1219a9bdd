/** Keeps the provider's limits: no call goes out before its budget has a place for it. */
import { LRUCache } from 'lru-cache';
import { roomInWindow } from '../store/budget-room.ts';
import type { BudgetNews, BudgetStore, BudgetTerms } from '../store/budget-store.ts';
import { UpstreamError } from '../errors.ts';
import { viewsOf, type BudgetView } from './budget-view.ts';
import { BudgetQueue } from './budget-queue.ts';
import type { Credential } from './credential.ts';
import { budgetOf, fault, isWrite, operation } from './faults.ts';
import type { Limits } from './limits.ts';
import { quotaIn } from './quota-headers.ts';
import { retryAfter, retryAfterAlone } from './retry-after.ts';
import type { Guard, Trip } from './trip.ts';

export interface BudgetParts {
  readonly store: BudgetStore;
  /** Names whose calls are counted together: one account, whichever sources have it, or all that call one address. */
  readonly ownerOf: (trip: Trip) => string;
  readonly limits: Limits;
  /** Milliseconds after which a call has ended for certain. */
  readonly longestCall: number;
  readonly now: () => number;
}

export interface Budgets {
  readonly guard: Guard;
  readonly read: (owner: string) => Promise<BudgetView[]>;
}

interface Budget {
  readonly queue: BudgetQueue;
  readonly terms: BudgetTerms;
}

/** A timeout is taken for the limit's sign when no more than this part of the budget is left. */
const EDGE = 1 / 5;
/** Most budgets of one source whose queues are at hand. The store counts on for the others. */
const MOST_QUEUES = 10_000;

export function createBudgets({ store, ownerOf, limits, longestCall, now }: BudgetParts): Budgets {
  const rules = new Map(limits.budgets.map((rule) => [rule.name, rule]));
  const names = new Set(rules.keys());
  const queues = new LRUCache<string, Budget>({ max: MOST_QUEUES });
  const open = (key: string, name: string): Budget => {
    const rule = rules.get(name);
    const windowLength = (rule?.windowSeconds ?? 0) * 1000;
    const terms = { limit: rule?.limit, windowLength, longestCall };
    return { terms, queue: new BudgetQueue({ store, key, terms, now }) };
  };
  const budget = (owner: string, name: string): Budget => {
    const key = `budget ${owner} ${name}`;
    const known = queues.get(key);
    if (known !== undefined) return known;
    const opened = open(key, name);
    queues.set(key, opened);
    names.add(name);
    return opened;
  };

  /** By credential and class: looked up without making a key. */
  const known = new WeakMap<Credential, Map<string, Budget>>();
  const budgetFor = (trip: Trip): Budget => {
    const name = budgetOf(trip.request);
    let byName = known.get(trip.credential);
    if (byName === undefined) known.set(trip.credential, (byName = new Map<string, Budget>()));
    const found = byName.get(name) ?? budget(ownerOf(trip), name);
    byName.set(name, found);
    return found;
  };

  const newsOf = (trip: Trip, { limit, windowLength }: BudgetTerms): BudgetNews => {
    if (trip.answer?.sent !== true) return { unsent: true };
    const { status, headers } = trip.answer;
    const quota = limits.quota && quotaIn(headers, now());
    const pause = pauseOf(status, headers, limit === undefined ? undefined : windowLength / limit);
    return { unanswered: status === 0, quota, pause };
  };
  const pauseOf = (status: number, headers: Readonly<Record<string, string>>, share: number | undefined) => {
    if (status === 429) {
      const seconds = retryAfter(headers, now());
      // Somebody else spends of it too, and nobody says until when: as long as one place takes on average.
      return seconds === undefined ? share : seconds * 1000;
    }
    const seconds = status === 503 ? retryAfterAlone(headers, now()) : undefined;
    return seconds === undefined ? undefined : seconds * 1000;
  };

  /** The fault behind a timeout: near the edge of the budget, where the provider shows its limit so, it is the limit. */
  const sign = async (
    trip: Trip,
    error: unknown,
    { queue, terms }: Budget,
  ): Promise<BudgetNews | undefined> => {
    if (limits.limitSign !== 'timeout' || isWrite(trip) || trip.abandoned || trip.answer === undefined)
      return undefined;
    if (!(error instanceof UpstreamError) || error.code !== 'UPSTREAM_TIMEOUT') return undefined;
    if (terms.limit === undefined) return undefined;
    const state = await queue.look();
    if (roomInWindow(state, terms) > terms.limit * EDGE) return undefined;
    return { pause: state.occupied[0] ?? terms.windowLength };
  };

  const pay = (trip: Trip, ticket: string): void => {
    trip.ticket = ticket;
    trip.paidAt = now();
    trip.spending.calls += 1;
  };

  const guard: Guard = {
    hold(trip) {
      const ticket = budgetFor(trip).queue.enter(trip);
      if (typeof ticket !== 'string') return ticket.then((taken) => pay(trip, taken));
      pay(trip, ticket);
      return undefined;
    },
    replied(trip) {
      const { queue, terms } = budgetFor(trip);
      settle(queue, trip.ticket, newsOf(trip, terms), now() - trip.paidAt);
    },
    async judge(trip, error) {
      const paying = budgetFor(trip);
      const { queue, terms } = paying;
      const { ticket } = trip;
      const news = newsOf(trip, terms);
      if (news.unsent === true) trip.spending.calls -= 1;
      const limited = await sign(trip, error, paying);
      settle(queue, ticket, { ...news, ...limited });
      if (limited === undefined) return untilRested(trip, error, news);
      return fault(
        trip,
        'RATE_LIMITED',
        `did not answer \`${operation(trip.request)}\` near its limit of ${String(terms.limit)} calls in ${terms.windowLength / 1000} s, beyond which it lets calls time out`,
        { retryAfter: Math.ceil((limited.pause ?? 0) / 1000) },
      );
    },
  };

  return {
    guard,
    async read(owner) {
      // Before the first call of a class its rule is all that is known; a quota is told by a reply.
      const views = await Promise.all(
        [...names].map(async (name) => {
          const { queue, terms } = budget(owner, name);
          return viewsOf(name, await queue.look(), terms, {
            now: now(),
            quotaSeconds: limits.quota?.windowSeconds,
          });
        }),
      );
      return views.flat();
    },
  };
}

/** Nobody waits for the store to hear of it, and a place that it does not hear of is free once the longest call is over. */
function settle(queue: BudgetQueue, ticket: string, news: BudgetNews, took?: number): void {
  queue.settle(ticket, news, took)?.catch(() => undefined);
}

/** A 429 that does not say until when: its class rests for a while that is known here, and no call goes out sooner. */
function untilRested({ source }: Trip, error: unknown, { pause }: BudgetNews): unknown {
  if (pause === undefined || !(error instanceof UpstreamError)) return error;
  const { code, message, outcome } = error;
  if (code !== 'RATE_LIMITED' || error.retryAfter !== undefined) return error;
  return new UpstreamError(code, message, { source, outcome, retryAfter: Math.ceil(pause / 1000) });
}
