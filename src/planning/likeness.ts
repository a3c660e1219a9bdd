/**
 * Operations of one document are planned alike where their variables differ in nothing but what their only id names: of that a plan tells type and source. So
 * the plan of one stands for all.
 */
import { BREAK, Kind, visit, type DocumentNode } from 'graphql';
import type { IdCodec, NodeTypeName } from '../ids.ts';
import type { Outlook } from '../providers/provider.ts';
import { revealed } from '../secret.ts';
import type { Variables } from './compile.ts';
import { sourceOf, type World } from './world.ts';

/** All of the world that tells it. */
export type LikenessWorld = Pick<World, 'sources' | 'ids' | 'variables'>;

/** Equal for operations that are planned alike; undefined for one that is to be planned by itself. */
export type LikenessOf = (world: LikenessWorld) => string | undefined;

/** Fields that take native ids as they are, or ids of several things: what they name may be what an id names. */
const NAMING = new Set(['nodeByNativeId', '_entities']);
const CURSORS = new Set(['after', 'before']);
/** Characters, of variables: what is longer does not come twice, and to compare it takes as long as whoever sent it likes. */
const LONGEST = 1_000;
/** Of a document. */
const MOST_TEXTS = 50;

/** Undefined for a document whose operations are each to be planned by themselves. */
export function likenessIn(document: DocumentNode, ids: IdCodec): LikenessOf | undefined {
  /** Variables that are cursors: what they come to depends on the time, too. */
  const cursors = new Set<string>();
  /** What may make each a case of its own. */
  let special: string | undefined;
  let texts = 0;
  const stopAt = (name: string) => {
    special = name;
    return BREAK;
  };
  visit(document, {
    Field: ({ name }) => (NAMING.has(name.value) ? stopAt(name.value) : undefined),
    Argument({ name, value }) {
      if (!CURSORS.has(name.value) || value.kind === Kind.NULL) return undefined;
      if (value.kind !== Kind.VARIABLE) return stopAt(name.value);
      cursors.add(value.name.value);
      return undefined;
    },
    StringValue({ value }) {
      texts += 1;
      return texts > MOST_TEXTS || ids.decode(value) !== undefined ? stopAt(value) : undefined;
    },
  });
  if (special !== undefined) return undefined;
  const given = [...cursors];
  return (world) => {
    const isPaged = given.some((name) => world.variables[name] != null);
    return isPaged ? undefined : new Likeness(world).text();
  };
}

class Likeness {
  readonly #world: LikenessWorld;
  #hasId = false;
  #isOwn = false;
  /** Characters that may still be read. */
  #left = LONGEST;

  constructor(world: LikenessWorld) {
    this.#world = world;
  }

  text(): string | undefined {
    const { sources, variables } = this.#world;
    let text = this.#object(variables);
    for (const { key } of sources) text += ` ${key}`;
    return this.#isOwn ? undefined : text;
  }

  /** As JSON, but for the id: no JSON begins like that. */
  #value(value: unknown): string {
    this.#left -= typeof value === 'string' ? value.length + 1 : 1;
    if (this.#left < 0) this.#isOwn = true;
    if (this.#isOwn) return '';
    if (typeof value === 'string') return this.#string(value);
    if (Array.isArray(value)) return `[${value.map((item) => this.#value(item)).join()}]`;
    if (typeof value === 'object' && value !== null) return this.#object(value as Variables);
    // Numbers, booleans and null.
    return String(value);
  }

  #object(values: Variables): string {
    let text = '{';
    for (const name in values) text += `${JSON.stringify(name)}:${this.#value(values[name])},`;
    return `${text}}`;
  }

  #string(value: string): string {
    const id = this.#world.ids.decode(value);
    if (id === undefined) return JSON.stringify(value);
    const outlook = sourceOf(this.#world, id.source)?.outlook;
    const nativeId = revealed(id.nativeId);
    const isLikeOthers = outlook?.isAskable(nativeId) === true && !isSample(outlook, id.type, nativeId);
    if (this.#hasId || !isLikeOthers) this.#isOwn = true;
    this.#hasId = true;
    return `id of ${id.type} at ${id.source}`;
  }
}

/** A sample stands for rows, and with a number behind it for inboxes: what is named so may be one with them. */
function isSample({ sampleId }: Outlook, type: NodeTypeName, nativeId: string): boolean {
  return type === 'Inbox' ? nativeId.startsWith(sampleId) : nativeId === sampleId;
}
