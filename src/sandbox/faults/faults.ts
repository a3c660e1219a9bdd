import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { SandboxEnv } from '../shared/env.ts';
import { misbehaviours } from './misbehave.ts';
import { faultRules, type FaultRule, type FaultRuleInput, type FaultRulesInput } from './rules.ts';

/** How a provider of the sandbox misbehaves; may be changed while it runs. */
export interface Faults {
  /** What holds now. */
  readonly rules: readonly FaultRule[];
  /** Requests that a fault befell since the rules were set. */
  readonly hits: number;
  /** Replaces all rules; none makes it well-behaved again. Throws a `ZodError` for rules that cannot be. */
  set(rules: readonly FaultRuleInput[], seed?: number): void;
  readonly middleware: MiddlewareHandler<SandboxEnv>;
  /** GET shows the rules, PUT `{ rules, seed }` replaces them, DELETE removes them. */
  readonly admin: MiddlewareHandler<SandboxEnv>;
}

/** Where each provider of the sandbox takes its faults, on its own port: loopback alone reaches it. */
export const faultsPath = '/_sandbox/faults';

interface Armed {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  left: number;
}

export function createFaults(): Faults {
  let armed: Armed[] = [];
  let draw = drawing(1);
  let hits = 0;

  const arm = (given: FaultRulesInput) => {
    const { rules, seed = 1 } = faultRules.parse(given);
    armed = rules.map((rule) => ({
      rule,
      pattern: new RegExp(rule.path ?? ''),
      left: rule.times ?? Infinity,
    }));
    draw = drawing(seed);
    hits = 0;
  };
  const befalling = (method: string, path: string): FaultRule | undefined => {
    const found = armed.find(
      ({ rule, pattern, left }) =>
        left > 0 &&
        (rule.method ?? method) === method &&
        pattern.test(path) &&
        (rule.probability === 1 || draw() < rule.probability),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    hits += 1;
    return found.rule;
  };
  const shown = () => ({ rules: armed.map(({ rule }) => rule), hits });

  return {
    get rules() {
      return shown().rules;
    },
    get hits() {
      return hits;
    },
    set(rules, seed) {
      arm({ rules: [...rules], ...(seed === undefined ? {} : { seed }) });
    },
    async middleware(context, next) {
      const rule = befalling(context.req.method, context.req.path);
      if (rule === undefined) return next();
      if (rule.kind !== 'latency') return misbehaviours[rule.kind](context, rule);
      await sleep(rule.milliseconds, undefined, { signal: context.req.raw.signal }).catch(() => undefined);
      return next();
    },
    async admin(context, next) {
      if (context.req.path !== faultsPath) return next();
      const { method } = context.req;
      if (method === 'GET') return context.json(shown());
      if (method === 'DELETE') arm({ rules: [] });
      else if (method === 'PUT') {
        const given = faultRules.safeParse(await context.req.json().catch(() => undefined));
        if (!given.success) return context.json({ error: z.prettifyError(given.error) }, 400);
        arm(given.data);
      } else return context.json({ error: 'GET, PUT or DELETE' }, 405);
      return context.json(shown());
    },
  };
}

/** Numbers from 0 to 1 that look random (mulberry32), the same for the same seed. */
function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
