/** What earlier processes left in the folder of budgets: read, and swept of what is over. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Recalled } from './budget-journal.ts';
import { overAt, readRecord } from './budget-record.ts';
import type { Log } from './log.ts';

export interface LeftoversParts {
  readonly directory: string;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly now: number;
}

const RECORD = /^([0-9a-f]{32})\.[0-9a-f]{12}\.json$/;
const UNFINISHED = '.tmp';
/** Longer than any write takes. */
const ABANDONED_AFTER = 60_000;
/** Longer than any window: nothing that was written so long ago says anything now, readable or not. */
const FORGOTTEN_AFTER = 2 * 86_400_000;
/** A record of ours is far below. */
const MOST_BYTES = 1_000_000;

/** By the name that its budget has in the folder. */
export function readLeftovers({ directory, log, now }: LeftoversParts): ReadonlyMap<string, Recalled> {
  const found = new Map<string, Recalled>();
  for (const file of readdirSync(directory)) {
    const path = join(directory, file);
    const name = RECORD.exec(file)?.[1];
    if (name === undefined) {
      if (file.endsWith(UNFINISHED) && now - writtenAt(path, now) > ABANDONED_AFTER) drop(path);
      continue;
    }
    const { records, unreadable } = found.get(name) ?? { records: [], unreadable: undefined };
    try {
      const record = readRecord(readBounded(path), now);
      if (overAt(record) <= now) drop(path);
      else found.set(name, { records: [...records, record], unreadable });
    } catch (error) {
      if (codeOf(error) === 'ENOENT') continue;
      const since = writtenAt(path, now);
      if (now - since > FORGOTTEN_AFTER) {
        drop(path);
        continue;
      }
      log.warn({ path }, unknown(error));
      found.set(name, { records, unreadable: Math.max(since, unreadable ?? 0) });
    }
  }
  return found;
}

function readBounded(path: string): string {
  if (statSync(path).size > MOST_BYTES) throw new Error('is no budget record');
  return readFileSync(path, 'utf8');
}

/** Unix milliseconds; not after `now`. */
function writtenAt(path: string, now: number): number {
  try {
    return Math.min(now, statSync(path).mtimeMs);
  } catch {
    return now;
  }
}

/** Another process that starts may have been first. */
function drop(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What cannot be deleted is passed over again by the next start.
  }
}

function unknown(error: unknown): string {
  const code = codeOf(error);
  const why = code === undefined ? (error as Error).message : `cannot be read (${code})`;
  return `This file ${why}, so what an earlier process spent of a budget is not known: no more than half of it is spent until that is over. Delete the file if nothing was spent.`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
