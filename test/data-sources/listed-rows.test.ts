import { expect, test } from 'vitest';
import { ListedRows, type PageName } from '../../src/data-sources/listed-rows.ts';
import type { Contact, Conversation } from '../../src/domain.ts';
import type { Page } from '../../src/providers/provider.ts';
import { testCall } from '../support/call.ts';

const policy = { kind: 'conversations', epochs: ['conversations'], rows: 'conversation' } as const;
const person: Contact = { source: 'a', nativeId: 'p', name: 'Ann', email: null };

function started() {
  const moved = new Set<string>();
  let time = 100;
  const call = testCall();
  const listed = new ListedRows({
    isCurrent: ({ policy: { epochs } }, names) => ![...epochs, ...names].some((name) => moved.has(name)),
    scopeOf: ({ keys }) => (keys === undefined ? 'own' : 'another'),
    now: () => time,
  });
  const page = (fetchedAt: number, ...rows: Partial<Conversation>[]): Page<Conversation> => ({
    rows: rows.map((row) => ({ source: 'a', nativeId: '1', ...row })),
    total: 30,
    fetchedAt,
    stale: false,
    kept: { policy, asOf: 0 },
  });
  return {
    listed,
    call,
    page,
    moved,
    at: (moment: number) => void (time = moment),
    note: (shown: Page<unknown>, name: Partial<PageName> = {}) => {
      listed.note({ listing: 'conversations', page: 1, limit: 25, ...name }, shown, call);
    },
    find: (...fields: string[]) => listed.find('conversation', '1', new Set(fields), call),
  };
}

test('the latest row that carries what is asked', () => {
  const { note, page, find } = started();
  note(page(1, { title: 'old', unreadCount: 1 }), { limit: 10 });
  note(page(2, { title: 'new' }));
  expect(find('title')).toMatchObject({ title: 'new' });
  expect(find('title', 'unreadCount')).toMatchObject({ title: 'old' });
  expect(find('title', 'status')).toBeUndefined();
  expect(find()).toMatchObject({ title: 'new' });
});

test('null is carried; a part that has its rest elsewhere, and the payload, are not', () => {
  const { note, page, find } = started();
  const carrier = { source: 'a', nativeId: '1' };
  note(page(1, { title: null, raw: { title: 'x' }, contact: { ...person, carrier } }));
  expect(find('title')).toMatchObject({ title: null });
  expect(find('raw')).toBeUndefined();
  expect(find('contact')).toBeUndefined();
});

test('a reply that was not kept is not remembered', () => {
  const { note, page, find } = started();
  note({ ...page(1, { title: 'x' }), kept: undefined });
  expect(find('title')).toBeUndefined();
});

test('a write that touches the row ends it alone, one that touches the list all of them', () => {
  const { note, page, find, moved, listed, call } = started();
  note(page(1, { title: 'x' }, { nativeId: '2', title: 'y' }));
  moved.add('conversation:1');
  const other = () => listed.find('conversation', '2', new Set(['title']), call);
  expect([find('title'), other()]).toMatchObject([undefined, { title: 'y' }]);
  moved.add('conversations');
  expect(other()).toBeUndefined();
});

test('rows listed before a read of their own count no more, under the credential that made it', () => {
  const { note, page, find, listed, call, at } = started();
  note(page(100, { title: 'x' }));
  listed.supersede('conversation', '1', testCall({ keys: new Map() }));
  expect(find('title')).toBeDefined();
  listed.supersede('conversation', '1', call);
  expect(find('title')).toBeUndefined();
  at(200);
  note(page(101, { title: 'y' }));
  expect(find('title')).toMatchObject({ title: 'y' });
});

test('what one credential has listed is not shown to another, nor to who asks for fresh data', () => {
  const { note, page, listed } = started();
  note(page(1, { title: 'x' }));
  for (const call of [testCall({ keys: new Map() }), testCall({ fresh: true })]) {
    expect(listed.find('conversation', '1', new Set(['title']), call)).toBeUndefined();
    expect(listed.limitKept('conversations', call)).toBeUndefined();
  }
});

test('whom a row names in full is found, a part or a reference is not', () => {
  const { note, page, listed, call } = started();
  note(
    page(
      1,
      { contact: person },
      { contact: { ...person, nativeId: 'part', phone: undefined } },
      { contact: { source: 'a', nativeId: 'reference' } },
      { contact: { ...person, nativeId: 'carried', carrier: { source: 'a', nativeId: '1' } } },
    ),
  );
  const found = ['p', 'part', 'reference', 'carried'].map((id) =>
    listed.find('contact', id, new Set(['name']), call),
  );
  expect(found).toEqual([person, undefined, undefined, undefined]);
});

test('the limit of a first page that tells the total', () => {
  const { note, page, listed, call, moved } = started();
  note(page(1), { page: 2 });
  note({ ...page(1), total: undefined }, { limit: 50 });
  expect(listed.limitKept('conversations', call)).toBeUndefined();
  note(page(1), { limit: 10 });
  expect(listed.limitKept('conversations', call)).toBe(10);
  expect(listed.limitKept('conversations?status=open', call)).toBeUndefined();
  moved.add('conversations');
  expect(listed.limitKept('conversations', call)).toBeUndefined();
});

test('only so many pages are remembered', () => {
  const { note, page, find } = started();
  note(page(1, { title: 'x' }));
  for (let number = 2; number <= 64; number += 1) note(page(1), { page: number });
  expect(find('title')).toBeDefined();
  note(page(1), { page: 65 });
  expect(find('title')).toBeUndefined();
});
