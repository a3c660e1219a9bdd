/** A folder with a small file for each budget and process: a journal that outlives a killed process. */
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BudgetJournal } from './budget-journal.ts';
import { overAt, type BudgetRecord } from './budget-record.ts';
import { folderKey } from './folder-key.ts';
import { LatestWrite } from './latest-write.ts';
import { readLeftovers } from './leftovers.ts';
import type { Log } from './log.ts';

export interface BudgetFolderParts {
  /** Made, for its owner's eyes only, if it is not there. */
  readonly directory: string;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
}

interface File {
  readonly path: string;
  readonly writes: LatestWrite;
  record: () => BudgetRecord;
}

/**
 * Reads what processes before have left, and deletes what is over. Every process writes files of its own, so that two of them at once spoil nothing of each
 * other's; each begins with what all others have written by then. A file is replaced as a whole, and not forced to the disk: it outlives the
 * process, not a power cut. Throws where the folder cannot be used.
 */
export function openBudgetFolder({ directory, log, now }: BudgetFolderParts): BudgetJournal {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const own = randomBytes(6).toString('hex');
  proveWritable(join(directory, `${own}.tmp`));
  const hashKey = folderKey(directory);
  /** Neither a source nor a credential can be read out of a file's name. */
  const nameOf = (key: string) => createHmac('sha256', hashKey).update(key).digest('hex').slice(0, 32);
  const leftovers = readLeftovers({ directory, log, now: now() });
  const files = new Map<string, File>();
  let isFailing = false;

  const replace = async ({ path, record }: File): Promise<void> => {
    try {
      await writeFile(`${path}.tmp`, JSON.stringify(record()), { mode: 0o600 });
      await rename(`${path}.tmp`, path);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ directory, err: error }, NOT_WRITTEN);
      isFailing = true;
    }
  };
  const open = (key: string, record: () => BudgetRecord): File => {
    const file: File = {
      path: join(directory, `${nameOf(key)}.${own}.json`),
      writes: new LatestWrite(() => replace(file)),
      record,
    };
    files.set(key, file);
    return file;
  };

  return {
    recall: (key) => leftovers.get(nameOf(key)) ?? { records: [], unreadable: undefined },
    keep(key, record) {
      const file = files.get(key) ?? open(key, record);
      file.record = record;
      return file.writes.begin();
    },
    async close() {
      for (const { path, writes, record } of files.values()) {
        await writes.ended();
        if (overAt(record()) <= now()) await rm(path, { force: true }).catch(() => undefined);
      }
    },
  };
}

function proveWritable(path: string): void {
  writeFileSync(path, '', { mode: 0o600 });
  rmSync(path);
}

const NOT_WRITTEN =
  'What is spent of the budgets cannot be written down: calls go on, but the next start will not know of them. See to the state directory.';
