export interface WalkedPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage?: boolean;
    readonly startCursor?: string | null;
    readonly endCursor: string | null;
  };
}

type ReadPage<Node> = (cursor: string | null) => Promise<WalkedPage<Node>>;

const MOST_PAGES = 500;

/** All rows, page after page from the start on. */
export async function walkForward<Node>(read: ReadPage<Node>): Promise<Node[]> {
  const all: Node[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { nodes, pageInfo }: WalkedPage<Node> = await read(cursor);
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    cursor = pageInfo.endCursor;
    if (cursor === null) throw new Error('There is a next page, and no cursor to it.');
  }
  throw new Error('The walk does not end.');
}

/** All rows in their order, page before page from the end on. */
export async function walkBackward<Node>(read: ReadPage<Node>): Promise<Node[]> {
  const all: Node[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { nodes, pageInfo }: WalkedPage<Node> = await read(cursor);
    all.unshift(...nodes);
    if (pageInfo.hasPreviousPage !== true) return all;
    cursor = pageInfo.startCursor ?? null;
    if (cursor === null) throw new Error('There is a previous page, and no cursor to it.');
  }
  throw new Error('The walk does not end.');
}
