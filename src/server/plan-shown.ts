/** A plan as a client sees it. */
import type { Budget, ConnectedSource } from '../data-sources/connected-source.ts';
import type { Plan, PlannedCalls } from '../planning/plan.ts';
import type { Call } from '../upstream/upstream.ts';

/** `extensions.switchboard` of a request that asks for its plan. */
export interface PlanShown {
  /** By source and operation. */
  readonly plan: readonly PlannedLine[];
  /** The sum of `calls`. */
  readonly upstreamCalls: number;
  /** What `limits.cost` is held against: the same as `upstreamCalls`. */
  readonly cost: number;
  /** All together at most: rows are one source's or another's, so that it may be less than the sum of `most`. */
  readonly mostUpstreamCalls: number;
  /** Rows that are returned at most. */
  readonly nodes: number;
  /** What it would spend of the budgets that are known, and how they stand. */
  readonly budgets: readonly BudgetPlan[];
}

export interface PlannedLine extends Pick<PlannedCalls, 'source' | 'operation' | 'calls'> {
  /** Where more is read than a page can tell beforehand: short lists without a total, long threads. */
  readonly most: number;
}

export interface BudgetPlan {
  readonly source: string;
  readonly name: string;
  readonly calls: number;
  /** Calls that may go out now; null where the provider has not told. */
  readonly remaining: number | null;
  /** RFC 3339. Set where there is not room for all of them now: when the next place is free, so that they take at least until then. */
  readonly notBefore: string | null;
}

interface Asked {
  readonly sources: readonly ConnectedSource[];
  /** Of the operation: budgets may be the caller's own. */
  readonly call: Call | undefined;
}

/** `worst` is the plan of the same operation where all that cannot be known is as dear as it may be. */
export async function planShown(usual: Plan, worst: Plan, { sources, call }: Asked): Promise<PlanShown> {
  return {
    plan: linesOf(usual, worst),
    upstreamCalls: usual.calls,
    cost: usual.calls,
    mostUpstreamCalls: Math.max(usual.calls, worst.calls),
    nodes: usual.nodes,
    budgets: await budgetPlans(usual, { sources, call }),
  };
}

function linesOf(usual: Plan, worst: Plan): PlannedLine[] {
  const lines = new Map<string, PlannedLine>();
  for (const { source, operation, calls } of usual.lines) {
    lines.set(`${source} ${operation}`, { source, operation, calls, most: calls });
  }
  for (const { source, operation, calls: most } of worst.lines) {
    const { calls } = lines.get(`${source} ${operation}`) ?? { calls: 0 };
    lines.set(`${source} ${operation}`, { source, operation, calls, most: Math.max(calls, most) });
  }
  return [...lines.values()];
}

async function budgetPlans({ lines }: Plan, { sources, call }: Asked): Promise<BudgetPlan[]> {
  if (call === undefined) return [];
  const plans = await Promise.all(
    sources.map(async (source) => {
      const { key } = source;
      const own = lines.filter((line) => line.source === key);
      if (own.length === 0) return [];
      return (await source.budgets(call)).flatMap((budget) => budgetPlan(key, budget, own));
    }),
  );
  return plans.flat();
}

function budgetPlan(source: string, budget: Budget, lines: readonly PlannedCalls[]): BudgetPlan[] {
  const { name, remaining, resetAt } = budget;
  const calls = lines
    .filter((line) => (line.budget ?? 'default') === name)
    .reduce((sum, line) => sum + line.calls, 0);
  if (calls === 0) return [];
  const isShort = remaining !== null && remaining < calls;
  return [{ source, name, calls, remaining, notBefore: isShort ? resetAt : null }];
}
