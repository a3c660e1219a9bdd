import type { LoadMoreFn } from 'react-relay';
import { vi } from 'vitest';
import { PATIENCE } from '../support/patience.ts';
import { PAGE_SIZE, plainRow, type Row } from '../support/rows.ts';
import type { ConversationListPageQuery } from './__generated__/ConversationListPageQuery.graphql.ts';
import { ConversationList, type Shown } from './ConversationList.tsx';
import { relayEnvironment } from './environment.ts';
import { render } from './render.tsx';

/** The whole list, from the middle of it to its end, and then back to its start. */
export async function walkWithRelay(url: string, middle: string): Promise<Row[]> {
  let latest: Shown | undefined;
  const view = render(
    relayEnvironment(url).environment,
    <ConversationList first={PAGE_SIZE} after={middle} onShow={(shown) => (latest = shown)} />,
  );
  const shownWith = (rows: number) =>
    vi.waitUntil(() => (rowsOf(latest?.list).length >= rows ? latest : undefined), PATIENCE);

  let shown = await shownWith(1);
  const more = async (load: LoadMoreFn<ConversationListPageQuery>) => {
    const before = rowsOf(shown.list).length;
    await new Promise<void>((resolve, reject) => {
      load(PAGE_SIZE, { onComplete: (error) => (error === null ? resolve() : reject(error)) });
    });
    shown = await shownWith(before + 1);
  };
  while (shown.hasNext) await more(shown.loadNext);
  while (shown.hasPrevious) await more(shown.loadPrevious);
  view.unmount();
  return rowsOf(shown.list);
}

/** Relay's types leave nullable fields optional; nothing that was selected is left out. */
export function rowsOf(list: Shown['list']): Row[] {
  return (list?.edges ?? []).map(({ node }) => {
    const { title = null, status = null, lastActivityAt = null, createdAt = null, unreadCount = null } = node;
    const contact = node.contact == null ? null : { id: node.contact.id, name: node.contact.name ?? null };
    return plainRow({ ...node, title, status, lastActivityAt, createdAt, unreadCount, contact });
  });
}
