/** One write, from its input to what its payload is made of: checked, sent at most once under its key, refusals translated. */
import { UpstreamRefusal } from '../../errors.ts';
import type { Call, InputOf, Write, Writes } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { conflict, stillUnknown } from '../idempotency/faults.ts';
import type { Attempt, Effect, Json, ReadBack } from '../idempotency/types.ts';
import type { Form, RawInput } from './form.ts';
import { complete, isMadeUnique, isUnique, made, type Made } from './made.ts';
import { readInput, type Order } from './read-input.ts';
import { refusalProblem } from './refusal-problem.ts';
import { lookBefore } from './look-before.ts';
import type { UserError } from './user-error.ts';
import { withoutDefaults } from './without-defaults.ts';

/** How one mutation is done. `Result` is what the provider answered, `Kept` what is remembered of it under an idempotency key. */
export interface Plan<W extends keyof Writes, Result, Kept extends Json> {
  readonly form: Form<W>;
  /** Sends by the call of the context that it is given. */
  run(order: Order<W>, input: InputOf<W>, context: Context): Promise<Result>;
  /** Native ids and the like: enough to make the payload again. */
  keep(result: Result): Kept;
  /** Names what was brought about as reading back would. */
  effectId?(result: Result): string | undefined;
  /** How to find out whether an attempt was done; undefined where that cannot be told. */
  readBack?(order: Order<W>): Finder<InputOf<W>, Kept> | undefined;
  /**
   * What an earlier attempt made, where the provider refuses to make it a second time; undefined where it is somebody else's. Throws where
   * that cannot be told. `context` as in `Finder.find`.
   */
  duplicate?(order: Order<W>, input: InputOf<W>, context: Context, began: Date): Promise<Kept | undefined>;
}

export interface Finder<Input, Kept> {
  /** What may have been done since that moment, oldest first. `context` has a call that passes over what is kept, `input` what was made for it. */
  find(context: Context, since: Date, input: Input): Promise<readonly Found<Kept>[]>;
  /** As in `ReadBack`, as are the traits. */
  readonly likeness?: Json | undefined;
  readonly traits?: ReadBack<unknown, unknown>['traits'];
  /** No time tells what came since: what `find` finds before anything is sent is left out afterwards. */
  readonly isUndated?: true;
}

export interface Found<Kept> {
  readonly kept: Kept;
  /** The same without saying which of several alike it is. */
  readonly keptOfSome?: Kept;
  readonly effectId?: string;
}

export type Performed<W extends keyof Writes, Result, Kept> =
  | { readonly problems: readonly UserError[] }
  | {
      readonly problems?: never;
      readonly order: Order<W>;
      /** Undefined where an earlier attempt did it. */
      readonly result: Result | undefined;
      readonly kept: Kept;
    };

/** `UserError` as a type that can be stored. */
type Told = Pick<UserError, keyof UserError>;
type Answer<Kept> =
  { readonly problems: readonly Told[] } | { readonly problems?: never; readonly kept: Kept };

/** Every error it throws has an outcome. */
export async function perform<W extends keyof Writes, Result, Kept extends Json>(
  context: Context,
  plan: Plan<W, Result, Kept>,
  given: object & { readonly idempotencyKey?: string | null | undefined },
): Promise<Performed<W, Result, Kept>> {
  const reading = readInput(context, plan.form, given as RawInput);
  if ('problems' in reading) return reading;
  const { order } = reading;
  // Whoever sent it knew the key: an attempt, perhaps one that the store remembers no more.
  const isOfKey = given.idempotencyKey != null && isMadeUnique(order);
  let result: Result | undefined;

  const earlier = async ({ began, prepared }: Attempt<Made>, call: Call): Promise<Kept | undefined> => {
    try {
      const again = freshly(context, order, call);
      return await plan.duplicate?.(order, complete(order, prepared), again, new Date(began));
    } catch (error) {
      throw stillUnknown(order.source.key, error);
    }
  };
  const run = async (attempt: Attempt<Made>, call: Call): Promise<Effect<Answer<Kept>>> => {
    const input = complete(order, attempt.prepared);
    try {
      result = await plan.run(order, input, { ...context, call });
      const effectId = plan.effectId?.(result);
      return { result: { kept: plan.keep(result) }, effectId };
    } catch (error) {
      const isDuplicate = error instanceof UpstreamRefusal && error.status === 409;
      if (isDuplicate && (attempt.number > 1 || isOfKey)) {
        const kept = await earlier(attempt, call);
        if (kept !== undefined) return { result: { kept } };
        if (isOfKey) throw conflict(order.source.key);
      }
      const problems = [await refusalProblem(error, plan.form, order, input, call)];
      return { result: { problems }, effectId: null };
    }
  };

  try {
    const answer = await context.idempotency.once<Answer<Kept>, Made>({
      scope: {
        caller: context.caller.id,
        mutation: plan.form.operation,
        source: order.source.key,
        account: order.source.connected.broughtBy(context.call),
      },
      key: given.idempotencyKey,
      input: withoutDefaults(order),
      call: context.call,
      prepare: (derive) => made(order, derive),
      run,
      readBack: readBackOf(context, plan, order),
      naturalKey: isUnique(order),
    });
    return answer.problems === undefined
      ? { order, result, kept: answer.kept }
      : { problems: answer.problems };
  } finally {
    // Whatever became of it, what the request has read before may be out of date.
    context.sources.renew(order.source);
  }
}

function readBackOf<W extends keyof Writes, Result, Kept extends Json>(
  context: Context,
  plan: Plan<W, Result, Kept>,
  order: Order<W>,
): ReadBack<Answer<Kept>, Made> | undefined {
  const finder = plan.readBack?.(order);
  if (finder === undefined) return undefined;
  const { likeness, traits, isUndated } = finder;
  return {
    likeness,
    traits,
    async find({ began, prepared }, call) {
      const input = complete(order, prepared);
      const found = await finder.find(freshly(context, order, call), new Date(began), input);
      // It may have been done long after it was sent, and what was read meanwhile does not show it.
      if (found.length > 0) order.source.connected.touched(touchedBy(order, input));
      return found.map(({ kept, keptOfSome, effectId }) => ({
        result: { kept },
        resultOfSome: keptOfSome === undefined ? undefined : { kept: keptOfSome },
        effectId,
      }));
    },
    before:
      isUndated &&
      ((call) => lookBefore(freshly(context, order, call), (brief) => idsFound(finder, brief, order.input))),
  };
}

function touchedBy<W extends keyof Writes>({ write }: Order<W>, input: InputOf<W>): readonly string[] {
  return (write as Pick<Write<InputOf<W>, unknown>, 'touches'>).touches(input);
}

/** Passes over what is kept of the source, and over what this request has read. */
function freshly<W extends keyof Writes>(context: Context, { source }: Order<W>, call: Call): Context {
  context.sources.renew(source);
  return { ...context, call: { ...call, fresh: true } };
}

async function idsFound<Input, Kept>(
  finder: Finder<Input, Kept>,
  context: Context,
  input: Input,
): Promise<string[]> {
  const found = await finder.find(context, new Date(0), input);
  return found.flatMap(({ effectId }) => effectId ?? []);
}
