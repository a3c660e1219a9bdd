/** Providers that answer no one until everyone has asked: what waits for another's answer is found out. */
import type { MiddlewareHandler } from 'hono';

export interface Gate {
  readonly middleware: MiddlewareHandler[];
  /** From now on the first so many requests are held until they are all there, then the next, and so on; what comes behind them passes. */
  hold(...counts: readonly number[]): void;
  /** Requests, and those that were let go because the others did not come. */
  seen(): { readonly asked: readonly string[]; readonly alone: readonly string[] };
}

/** Milliseconds after which nobody is expected any more. */
const PATIENCE = 1500;

export function createGate(): Gate {
  let asked: string[] = [];
  let alone: string[] = [];
  let groups: { readonly count: number; readonly open: (() => void)[] }[] = [];

  const turn = (name: string) =>
    new Promise<void>((resolve) => {
      const [group] = groups;
      if (group === undefined) {
        resolve();
        return;
      }
      group.open.push(resolve);
      if (group.open.length === group.count) {
        groups.shift();
        for (const open of group.open) open();
        return;
      }
      setTimeout(() => {
        if (groups.includes(group)) alone.push(name);
        resolve();
      }, PATIENCE).unref();
    });

  return {
    middleware: [
      async (context, next) => {
        const name = `${context.req.method} ${context.req.path}`;
        asked.push(name);
        await turn(name);
        await next();
      },
    ],
    hold(...counts) {
      asked = [];
      alone = [];
      groups = counts.map((count) => ({ count, open: [] }));
    },
    seen: () => ({ asked, alone }),
  };
}
