/** What is known beforehand of how a provider limits calls. */
export interface Limits {
  /** Limits that the provider documents, by endpoint class. */
  readonly budgets: readonly BudgetRule[];
  /** Whose calls are counted together: those of one `credential` (the default), or all that come from this gateway to the same `address`. */
  readonly budgetsCount?: 'credential' | 'address';
  /** Present where replies tell a quota in `X-RateLimit-*` headers; with the length of its period where that is documented. */
  readonly quota?: { readonly windowSeconds?: number };
  /** What happens beyond a limit where it is no 429: calls are left to time out. */
  readonly limitSign?: 'timeout';
}

/** At most `limit` calls of one class in any window. */
export interface BudgetRule {
  /** What `UpstreamRequest.budget` says; a request that names none belongs to the rule named `default`. */
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** With a source's configured budgets in place of those that its provider documents. Throws a `TypeError` for one that no call would pay. */
export function withBudgets(
  limits: Limits,
  { key, budgets = [] }: { readonly key: string; readonly budgets?: readonly BudgetRule[] | undefined },
): Limits {
  const names = new Set(['default', ...limits.budgets.map(({ name }) => name)]);
  const rules = new Map(limits.budgets.map((rule) => [rule.name, rule]));
  for (const rule of budgets) {
    if (!names.has(rule.name)) {
      throw new TypeError(
        `Source "${key}" has no budget "${rule.name}"; its budgets are: ${[...names].join(', ')}.`,
      );
    }
    rules.set(rule.name, rule);
  }
  return { ...limits, budgets: [...rules.values()] };
}
