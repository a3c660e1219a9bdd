import DataLoader from 'dataloader';
import type { Conversation, NativeId } from '../domain.ts';
import type { ConversationWant } from '../providers/provider.ts';
import { asError } from '../errors.ts';
import { revealed } from '../secret.ts';
import { carries } from './listed-rows.ts';
import { present } from './present.ts';

type Field = keyof Conversation;
type Get = (nativeId: NativeId, want: ConversationWant) => Promise<Conversation | null>;

interface Key extends ConversationWant {
  readonly nativeId: NativeId;
  /** Equal for looks for the same conversation. */
  readonly identity: string;
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
    const { fields, assigneeVersionId } = want;
    const identity = identityOf(nativeId, assigneeVersionId);
    return this.#loader.load({ nativeId, fields, assigneeVersionId, identity });
  }

  /** Remembers a row that a list carried. */
  prime(conversation: Conversation): void {
    const identity = identityOf(conversation.nativeId, undefined);
    if (!this.#known.has(identity)) this.#known.set(identity, { conversation, asked: new Set() });
  }

  #batch(keys: readonly Key[]): Promise<(Conversation | null | Error)[]> {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) {
      return this.#fetch(only, []).then(
        (found) => [found],
        (error: unknown) => [asError(error)],
      );
    }
    const results = new Map<string, Promise<Conversation | null | Error>>();
    for (const [identity, [first, ...others]] of Map.groupBy(keys, (key) => key.identity)) {
      if (first !== undefined) results.set(identity, this.#fetch(first, others).catch(asError));
    }
    return Promise.all(keys.map(({ identity }) => results.get(identity) ?? Promise.resolve(null)));
  }

  async #fetch(look: Key, others: readonly Key[]): Promise<Conversation | null> {
    const { nativeId, assigneeVersionId, identity } = look;
    const fields = others.length === 0 ? look.fields : union([look, ...others]);
    const known = this.#known.get(identity);
    if (known !== undefined && answers(known, fields)) return known.conversation;
    const loaded = await this.#get(nativeId, { fields, assigneeVersionId });
    const merged =
      known === undefined ? { conversation: loaded, asked: fields } : together(known, loaded, fields);
    this.#known.set(identity, merged);
    return merged.conversation;
  }
}

function together(known: Known, loaded: Conversation | null, fields: ReadonlySet<Field> | undefined): Known {
  return {
    conversation: loaded === null ? null : { ...known.conversation, ...present(loaded) },
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

function identityOf(nativeId: NativeId, assigneeVersionId: string | undefined): string {
  const id = revealed(nativeId);
  return assigneeVersionId === undefined ? `:${id}` : JSON.stringify([id, assigneeVersionId]);
}

function keyText({ fields, identity }: Key): string {
  return `${namesOf(fields)} ${identity}`;
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
