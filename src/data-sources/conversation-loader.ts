import DataLoader from 'dataloader';
import type { Conversation, NativeId } from '../domain.ts';
import type { ConversationWant } from '../providers/provider.ts';
import { asError } from '../errors.ts';
import { revealed } from '../secret.ts';
import { carries } from './listed-rows.ts';

type Field = keyof Conversation;
type Get = (nativeId: NativeId, want: ConversationWant) => Promise<Conversation | null>;

interface Key extends ConversationWant {
  readonly nativeId: NativeId;
}

/** What is known of one conversation so far, and which fields were asked of its provider (undefined: all of them). */
interface Known {
  conversation: Conversation | null;
  asked: ReadonlySet<Field> | undefined;
}

/**
 * Conversations of one source in one request. Looks for the same conversation in one tick are one call that wants the union of their fields; a
 * look for a field that an earlier, cheaper call left out makes a second one.
 */
export class ConversationLoader {
  readonly #get: Get;
  readonly #known = new Map<string, Known>();
  readonly #loader: DataLoader<Key, Conversation | null, string>;

  constructor(get: Get) {
    this.#get = get;
    this.#loader = new DataLoader((keys) => this.#batch(keys), { cacheKeyFn: keyText });
  }

  load(nativeId: NativeId, want: ConversationWant = {}): Promise<Conversation | null> {
    return this.#loader.load({ nativeId, ...want });
  }

  /** Remembers a row that a list carried. */
  prime(conversation: Conversation): void {
    const id = identity(conversation);
    if (!this.#known.has(id)) this.#known.set(id, { conversation, asked: new Set() });
  }

  #batch(keys: readonly Key[]): Promise<(Conversation | null | Error)[]> {
    const results = new Map<string, Promise<Conversation | null | Error>>();
    for (const [id, group] of Map.groupBy(keys, identity)) {
      results.set(id, this.#fetch(id, group).catch(asError));
    }
    return Promise.all(keys.map((key) => results.get(identity(key)) ?? Promise.resolve(null)));
  }

  async #fetch(id: string, group: readonly Key[]): Promise<Conversation | null> {
    const [first] = group;
    if (first === undefined) return null;
    const fields = group.length === 1 ? first.fields : union(group);
    const known = this.#known.get(id);
    if (known !== undefined && answers(known, fields)) return known.conversation;
    const loaded = await this.#get(first.nativeId, { fields, assigneeVersionId: first.assigneeVersionId });
    const merged =
      known === undefined ? { conversation: loaded, asked: fields } : together(known, loaded, fields);
    this.#known.set(id, merged);
    return merged.conversation;
  }
}

function together(known: Known, loaded: Conversation | null, fields: ReadonlySet<Field> | undefined): Known {
  return {
    conversation: loaded === null ? null : { ...known.conversation, ...withoutUndefined(loaded) },
    asked: fields === undefined ? undefined : new Set([...(known.asked ?? []), ...fields]),
  };
}

function answers({ conversation, asked }: Known, fields: ReadonlySet<Field> | undefined): boolean {
  if (conversation === null || asked === undefined) return true;
  if (fields === undefined) return false;
  return carries(
    conversation,
    [...fields].filter((field) => !asked.has(field)),
  );
}

function union(wants: readonly ConversationWant[]): ReadonlySet<Field> | undefined {
  const fields = new Set<Field>();
  for (const want of wants) {
    if (want.fields === undefined) return undefined;
    for (const field of want.fields) fields.add(field);
  }
  return fields;
}

function identity(key: {
  readonly nativeId: NativeId;
  readonly assigneeVersionId?: string | undefined;
}): string {
  const id = revealed(key.nativeId);
  return key.assigneeVersionId === undefined ? `:${id}` : JSON.stringify([id, key.assigneeVersionId]);
}

function keyText(key: Key): string {
  return `${namesOf(key.fields)} ${identity(key)}`;
}

/** Sets that stand for a selection come again and again. */
const names = new WeakMap<ReadonlySet<Field>, string>();

function namesOf(fields: ReadonlySet<Field> | undefined): string {
  if (fields === undefined) return '*';
  const known = names.get(fields);
  if (known !== undefined) return known;
  const joined = [...fields].sort().join();
  names.set(fields, joined);
  return joined;
}

function withoutUndefined(conversation: Conversation): Conversation {
  return Object.fromEntries(
    Object.entries(conversation).filter(([, value]) => value !== undefined),
  ) as unknown as Conversation;
}
