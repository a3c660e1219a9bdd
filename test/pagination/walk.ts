import type { RawArguments, WalkedConnection } from '../../src/pagination/types.ts';
import type { TestRow } from './memory-list.ts';

type ReadPage = (args: RawArguments) => Promise<WalkedConnection<TestRow>>;

/** Pages to the end, newest page last. Fails rather than walk for ever. */
export async function pagesForward(size: number, read: ReadPage): Promise<WalkedConnection<TestRow>[]> {
  const pages = [await read({ first: size })];
  for (let page = pages[0]; page?.pageInfo.hasNextPage;) {
    if (pages.length > 1_000) throw new Error('the walk does not end');
    if (page.pageInfo.endCursor === null) throw new Error('hasNextPage without endCursor');
    page = await read({ first: size, after: page.pageInfo.endCursor });
    pages.push(page);
  }
  return pages;
}

export async function pagesBackward(
  size: number,
  read: ReadPage,
  before: string | null = null,
): Promise<WalkedConnection<TestRow>[]> {
  const pages = [await read({ last: size, before })];
  for (let page = pages[0]; page?.pageInfo.hasPreviousPage;) {
    if (pages.length > 1_000) throw new Error('the walk does not end');
    if (page.pageInfo.startCursor === null) throw new Error('hasPreviousPage without startCursor');
    page = await read({ last: size, before: page.pageInfo.startCursor });
    pages.push(page);
  }
  return pages;
}

export const idsForward = (pages: readonly WalkedConnection<TestRow>[]): string[] =>
  pages.flatMap((page) => page.edges.map(({ node }) => node.id));

export const idsBackward = (pages: readonly WalkedConnection<TestRow>[]): string[] =>
  idsForward([...pages].reverse());
