/** From a mutation's input to what the adapter of its source is given, or to everything that is wrong with it. */
import type { ConversationRef } from '../../domain.ts';
import { BadInputError } from '../../errors.ts';
import type { GlobalId, IdCodec, NodeTypeName } from '../../ids.ts';
import { inability } from '../../providers/capabilities.ts';
import type { FieldRule, InputOf, Writes } from '../../providers/provider.ts';
import { revealed, Secret } from '../../secret.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { readId } from '../global-ids.ts';
import { applied, type Rule } from './apply-rule.ts';
import type { Form, Place } from './form.ts';
import { userError, type UserError } from './user-error.ts';

export type RawInput = Readonly<Record<string, unknown>>;

/** An input that may be sent. */
export interface Order<W extends keyof Writes> {
  readonly source: DataSource;
  readonly write: NonNullable<Writes[W]>;
  /** The adapter's input, but for what has yet to be made. */
  readonly input: InputOf<W>;
  /** Fields that are required, not given, and can be made. */
  readonly makes: Readonly<Record<string, () => Secret>>;
}

export type Reading<W extends keyof Writes> =
  { readonly order: Order<W> } | { readonly problems: readonly UserError[] };

/** All that is wrong is told together, and then nothing is sent. */
export function readInput<W extends keyof Writes>(
  { sources, ids }: Pick<Context, 'sources' | 'ids'>,
  form: Form<W>,
  input: RawInput,
): Reading<W> {
  const problems = keyProblems(input);
  const target = findTarget(form, input, { sources, ids });
  if ('code' in target) return { problems: [...problems, target, ...badIds(form, input, ids)] };

  const { source, conversation } = target;
  const provider = source.connected.provider.name;
  const write = source.connected.adapter[form.operation];
  if (write === undefined) {
    const message = inability(provider, form.operation);
    return { problems: [...problems, userError('UNSUPPORTED', [form.target], message)] };
  }
  const rules = write.fields as Readonly<Record<string, FieldRule<unknown> | undefined>>;
  const given: Record<string, unknown> = conversation === undefined ? {} : { conversation };
  const makes: Record<string, () => Secret> = {};
  const changes = [];
  for (const [name, place] of Object.entries<Place>(form.fields)) {
    const value = valueAt(input, place);
    const rule: Rule = { ...rules[name], name, place, provider, isTaken: rules[name] !== undefined };
    if (value === undefined) {
      if (rule.make !== undefined) makes[name] = rule.make;
      else if (rule.required) problems.push(userError('REQUIRED', place.path, needs(provider, place)));
      continue;
    }
    const read = applied(rule, value, (text, type) => ownId(ids, source, text, type));
    if (read.problem !== undefined) problems.push(read.problem);
    if (read.value !== undefined) given[name] = read.value;
    changes.push(name);
  }
  if (form.isChange && changes.length === 0) problems.push(nothingGiven(Object.keys(rules)));
  if (problems.length > 0) return { problems };
  // Each field went through its rule: this is where the form's names become the adapter's type.
  return { order: { source, write, input: given as InputOf<W>, makes } };
}

interface Target {
  readonly source: DataSource;
  readonly conversation?: ConversationRef;
}

function findTarget<W extends keyof Writes>(
  { target }: Form<W>,
  input: RawInput,
  { sources, ids }: Pick<Context, 'sources' | 'ids'>,
): Target | UserError {
  const given = String(input[target]);
  if (target === 'source') {
    const source = sources.get(given);
    return source
      ? { source }
      : userError('INVALID', [target], `There is no source ${JSON.stringify(given)}.`);
  }
  const id = decoded(ids, given, 'Conversation');
  if (typeof id === 'string') return userError('INVALID', [target], id);
  const source = sources.get(id.source);
  return source === undefined
    ? userError('NOT_FOUND', [target], 'The source of this conversation is not configured here any more.')
    : { source, conversation: { source: source.key, nativeId: id.nativeId } };
}

/** The native id, or the sentence that tells what is wrong with it. */
function ownId(ids: IdCodec, source: DataSource, text: string, type: NodeTypeName): string | Error {
  const id = decoded(ids, text, type);
  if (typeof id === 'string') return new BadInputError(id);
  if (id.source === source.key) return revealed(id.nativeId);
  return new BadInputError(
    `This is of the source ${JSON.stringify(id.source)}; it must be of ${JSON.stringify(source.key)}.`,
  );
}

/** The id, or what is wrong with it. */
function decoded(ids: IdCodec, text: string, type: NodeTypeName): GlobalId | string {
  try {
    return readId(ids, text, type);
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
}

/** Where the source is not known, malformed ids are all that can be told of the rest. */
function badIds<W extends keyof Writes>({ fields }: Form<W>, input: RawInput, ids: IdCodec): UserError[] {
  return Object.values<Place>(fields).flatMap((place) => {
    const value = valueAt(input, place);
    if (place.id === undefined || typeof value !== 'string') return [];
    const id = decoded(ids, value, place.id);
    return typeof id === 'string' ? [userError('INVALID', place.path, id)] : [];
  });
}

function keyProblems({ idempotencyKey }: RawInput): UserError[] {
  if (idempotencyKey !== '') return [];
  return [
    userError('INVALID', ['idempotencyKey'], 'An idempotency key may not be empty: leave it out instead.'),
  ];
}

function valueAt(input: RawInput, { path, nullable, secret }: Place): unknown {
  const value = path.reduce<unknown>(
    (within, name) => (within as RawInput | null | undefined)?.[name],
    input,
  );
  if (value === null && !nullable) return undefined;
  return secret && typeof value === 'string' ? new Secret(value) : value;
}

function needs(provider: string, { path }: Place): string {
  return `${provider} needs \`${path.join('.')}\`.`;
}

function nothingGiven(fields: readonly string[]): UserError {
  return userError('REQUIRED', null, `Nothing is given that could be changed: give ${fields.join(' or ')}.`);
}
