import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openBudgetFolder } from '../../src/store/budget-folder.ts';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';

/** A process that counts budgets: what it warns of, and what it counts. */
export function startCounting(directory: string, now: () => number) {
  const warnings: { readonly message: string; readonly path: unknown }[] = [];
  const log = {
    warn: ({ path }: Readonly<Record<string, unknown>>, message: string) => {
      warnings.push({ path, message });
    },
  };
  const journal = openBudgetFolder({ directory, log, now });
  return { journal, warnings, store: createMemoryBudgets({ journal, now }) };
}

/** Folders that end with the test file. */
export function folders() {
  const root = mkdtempSync(join(tmpdir(), 'switchboard-budgets-'));
  let count = 0;
  afterAll(() => {
    rmSync(root, { recursive: true });
  });
  const fresh = () => join(root, String((count += 1)));
  return {
    fresh,
    /** As a killed process leaves it: whatever is still being written is not there. */
    left: (directory: string): string => {
      const copy = fresh();
      cpSync(directory, copy, { recursive: true });
      return copy;
    },
  };
}

export function recordsIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(directory, file));
}
