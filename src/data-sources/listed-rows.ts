/** What one operation has listed, the next need not look up: rows by their ids, for as long as the lists' replies are as good as new. */
import { LRUCache } from 'lru-cache';
import type { Agent, Contact, Conversation, Embedded, Inbox } from '../domain.ts';
import type { Call, Keeping, Page } from '../providers/provider.ts';
import { revealed } from '../secret.ts';

export interface Rows {
  conversation: Conversation;
  contact: Contact;
  agent: Agent;
  inbox: Inbox;
}
export type RowKind = keyof Rows;

export interface ListedRowsParts {
  /** Whether what a kept reply showed is as good as new, and no write has touched one of `names` since. Undefined where no replies are kept. */
  readonly isCurrent:
    ((taken: Keeping & { readonly fetchedAt: number }, names: readonly string[]) => boolean) | undefined;
  /** Names the credential in use: what one has listed is not shown to another. */
  readonly scopeOf: (call: Call) => string;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** A page of a list, counted from 1. */
export interface PageName {
  readonly listing: string;
  readonly page: number;
  readonly limit: number;
}

interface Listed extends PageName {
  readonly scope: string;
  readonly shown: Page<unknown>;
  readonly kept: Keeping;
  /** Sorted by id when the first row is looked for. */
  rows: ReadonlyMap<string, unknown> | undefined;
}

/** Of one source. They hold as much memory again as their replies, so that few are remembered. */
const MOST_PAGES = 64;
const MOST_READS = 2000;
/** Milliseconds between looks at all of them. */
const BETWEEN_LOOKS = 1000;

export class ListedRows {
  readonly #parts: ListedRowsParts;
  readonly #pages = new LRUCache<string, Listed>({ max: MOST_PAGES });
  /** When an entity was last read by itself. */
  readonly #reads = new LRUCache<string, number>({ max: MOST_READS });
  #lookedAt = -Infinity;

  constructor(parts: ListedRowsParts) {
    this.#parts = parts;
  }

  /** False where nothing will ever be noted. */
  get isUsed(): boolean {
    return this.#parts.isCurrent !== undefined;
  }

  /** Takes note of a page, if its reply was kept. */
  note(name: PageName, shown: Page<unknown>, call: Call): void {
    const { kept } = shown;
    if (kept === undefined) return;
    this.#forgetUseless();
    const scope = this.#parts.scopeOf(call);
    const key = JSON.stringify([scope, name.listing, name.page, name.limit]);
    this.#pages.set(key, { ...name, scope, shown, kept, rows: undefined });
  }

  /** What is of no more use would else hold its memory until others take its place. */
  #forgetUseless(): void {
    const now = this.#parts.now();
    if (now - this.#lookedAt < BETWEEN_LOOKS) return;
    this.#lookedAt = now;
    for (const [key, listed] of this.#pages) if (!this.#isCurrent(listed, [])) this.#pages.delete(key);
  }

  /** The latest row that carries all these fields. Its `raw` is the list's, and never stands for the entity's own. */
  find<K extends RowKind>(
    kind: K,
    nativeId: string,
    fields: ReadonlySet<string>,
    call: Call,
  ): Rows[K] | undefined {
    if (call.fresh || this.#pages.size === 0 || fields.has('raw')) return undefined;
    const scope = this.#parts.scopeOf(call);
    const name = nameOf(kind, nativeId);
    const readAt = this.#reads.get(inScope(scope, name)) ?? -Infinity;
    let latest: { readonly row: Rows[K]; readonly fetchedAt: number } | undefined;
    for (const listed of this.#pages.values()) {
      const { fetchedAt } = listed.shown;
      if (listed.scope !== scope || fetchedAt <= (latest?.fetchedAt ?? readAt)) continue;
      const row = rowsOf(listed).get(name) as Rows[K] | undefined;
      if (row === undefined || !carries(row, [...fields])) continue;
      if (this.#isCurrent(listed, [name])) latest = { row, fetchedAt };
    }
    return latest?.row;
  }

  /** An entity was read by itself: the rows listed before count no more. */
  supersede(kind: RowKind, nativeId: string, call: Call): void {
    const { scopeOf, now } = this.#parts;
    this.#reads.set(inScope(scopeOf(call), nameOf(kind, nativeId)), now());
  }

  /** The limit of a first page whose reply tells the list's total and is kept. */
  limitKept(listing: string, call: Call): number | undefined {
    if (call.fresh) return undefined;
    const scope = this.#parts.scopeOf(call);
    for (const listed of this.#pages.values()) {
      const isBeginning = listed.scope === scope && listed.listing === listing && listed.page === 1;
      if (isBeginning && listed.shown.total !== undefined && this.#isCurrent(listed, [])) return listed.limit;
    }
    return undefined;
  }

  #isCurrent({ kept, shown: { fetchedAt } }: Listed, names: readonly string[]): boolean {
    return this.#parts.isCurrent?.({ ...kept, fetchedAt }, names) ?? false;
  }
}

/** Whether the row has what a look for these fields would bring. Of an entity that names a carrier only a part is known. */
export function carries(row: object, fields: readonly string[]): boolean {
  return fields.every((field) => {
    const value = (row as Readonly<Record<string, unknown>>)[field];
    return value !== undefined && (value as Embedded | null)?.carrier === undefined;
  });
}

function rowsOf(listed: Listed): ReadonlyMap<string, unknown> {
  return (listed.rows ??= byName(listed));
}

/** The rows and whom they embed in full, by the names that epochs give them. */
function byName({ shown, kept: { policy } }: Listed): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const put = (kind: string, entity: Rows[RowKind]) => {
    const name = nameOf(kind, revealed(entity.nativeId));
    if (!found.has(name)) found.set(name, entity);
  };
  for (const row of shown.rows as readonly Rows[RowKind][]) {
    put(policy.rows ?? '', row);
    if (policy.rows !== 'conversation') continue;
    const { contact, assignee, inbox } = row as Conversation;
    if (isWhole(contact)) put('contact', contact);
    if (isWhole(assignee)) put('agent', assignee);
    if (isWhole(inbox)) put('inbox', inbox);
  }
  return found;
}

/** An embedded entity that leaves nothing out is what its own look-up gives; a reference does not know the name. */
function isWhole<Person extends Contact | Agent | Inbox>(
  person: Person | null | undefined,
): person is Person {
  if (person?.name === undefined || person.carrier !== undefined) return false;
  return Object.values(person).every((value) => value !== undefined);
}

function nameOf(kind: string, nativeId: string): string {
  return `${kind}:${nativeId}`;
}

function inScope(scope: string, name: string): string {
  return `${scope} ${name}`;
}
