/** What the rules of one plan share. */
import { GraphQLError } from 'graphql';
import type { ConnectedSource } from '../data-sources/connected-source.ts';
import type { Paging } from '../data-sources/context.ts';
import { GatewayError } from '../errors.ts';
import type { IdCodec } from '../ids.ts';
import type { Assumption } from '../pagination/forecast.ts';
import type { ConversationGaps, EntityGaps, Outlook } from '../providers/provider.ts';
import { needsRows } from '../resolvers/selection.ts';
import type { Field, Variables } from './compile.ts';
import type { Tally } from './tally.ts';

export interface PlannedSource {
  readonly key: string;
  readonly connected: ConnectedSource;
  readonly outlook: Outlook;
}

type Selection = Pick<Field, 'fields'>;
export type PersonKind = 'contact' | 'assignee' | 'inbox';

/** What is read below a field, by what it gives; rules call each other as types hold each other. */
export interface Rules {
  conversation(world: World, subject: Subject, gaps: ConversationGaps, selection: Selection): void;
  person(world: World, kind: PersonKind, subject: Subject, gaps: EntityGaps, selection: Selection): void;
  /** A list of conversations; with `contact`, of those of each contact. */
  conversations(world: World, field: Field, contact?: Subject): void;
}

export interface World {
  readonly rules: Rules;
  readonly sources: readonly PlannedSource[];
  readonly connected: readonly ConnectedSource[];
  readonly ids: IdCodec;
  readonly paging: Paging;
  readonly variables: Variables;
  readonly assumption: Assumption;
  readonly tally: Tally;
  /** Writes planned so far: what is read after one is read anew. */
  writes: number;
  /** Answers that have come, one after another, by the time of what is planned now. */
  readonly turn: number;
}

/** Something read, or rows of it. */
export interface Subject {
  readonly source: PlannedSource;
  /** Says which one; equal names are the same one. */
  readonly name: string;
  /** Undefined for rows, and for what has yet to be made. */
  readonly nativeId: string | undefined;
  /** How many. */
  readonly count: number;
  readonly isRow: boolean;
}

/** A conversation of which nothing but its id is known. */
export const BARE: ConversationGaps = {
  lacks: 'all',
  contact: { lacks: new Set() },
  assignee: { lacks: new Set() },
  inbox: { lacks: new Set() },
};

export function sourceOf({ sources }: Pick<World, 'sources'>, key: string): PlannedSource | undefined {
  return sources.find((source) => source.key === key);
}

/** A single thing by its id. */
export function single(world: World, kind: string, source: PlannedSource, nativeId: string): Subject {
  return { source, name: named(world, `${kind} ${nativeId}`), nativeId, count: 1, isRow: false };
}

/** What was read before a write is not what is read after it. */
export function named({ writes }: World, name: string): string {
  return writes === 0 ? name : `${name} after ${writes}`;
}

/** What is planned once an answer has come. */
export function next(world: World): World {
  return { ...world, turn: world.turn + 1 };
}

/** The fields of a selection that are asked of an object of that type. */
export function fieldsOn({ fields }: Selection, type: string, { variables }: World): Field[] {
  return fields.filter((field) => (field.on?.has(type) ?? true) && field.isIncluded(variables));
}

/** The selections below fields of that name, as one. */
export function below(fields: readonly Field[], name: string): Selection {
  return { fields: fields.filter((field) => field.name === name).flatMap((field) => field.fields) };
}

/** Whether what is selected of a connection is told without its rows. */
export function needsNoRows(world: World, field: Selection, type: string, order: 'newest' | 'rank'): boolean {
  return fieldsOn(field, type, world).every((inner) => {
    const below = () => fieldsOn(inner, 'SourceSlice', world).map(({ name }) => name);
    return !needsRows(inner.name, below, order);
  });
}

export function has(fields: readonly Field[], name: string): boolean {
  return fields.some((field) => field.name === name);
}

export function lacksField(gaps: ConversationGaps | EntityGaps, name: string): boolean {
  return gaps.lacks === 'all' || (gaps.lacks as ReadonlySet<string>).has(name);
}

/** Whom a conversation is with, or in. */
export function personOf(subject: Subject, kind: PersonKind): Subject {
  return { ...subject, name: `${subject.name} ${kind}`, nativeId: undefined };
}

/** Calls about a subject, one for each. */
export function perSubject({ count, isRow }: Subject): { calls: number; isForRows: boolean } {
  return { calls: count, isForRows: isRow };
}

/** What a field's resolver will refuse costs no call. */
export function unlessRefused(plan: () => void): void {
  try {
    plan();
  } catch (error) {
    if (!(error instanceof GatewayError || error instanceof GraphQLError)) throw error;
  }
}
