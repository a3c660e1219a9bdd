import type { ListPage } from './types.ts';

/** Stands for a page that was refused: without rows. */
export class RefusedPage implements ListPage<never> {
  readonly error: unknown;
  readonly rows = [];
  readonly fetchedAt: number;
  readonly stale = false;

  constructor(error: unknown, fetchedAt: number) {
    this.error = error;
    this.fetchedAt = fetchedAt;
  }
}
