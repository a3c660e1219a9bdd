/** From a mutation's input to what the adapter of its source is given, or to everything that is wrong with it. */
import { inability } from '../../providers/capabilities.ts';
import type { FieldRule, InputOf, Make, Writes } from '../../providers/provider.ts';
import type { DataSource } from '../data-source.ts';
import { applied, type Rule } from './apply-rule.ts';
import { valueAt, type Form, type Place, type RawInput } from './form.ts';
import { badIds, findTarget, ownId, type InputContext } from './ids-in-input.ts';
import { userError, type UserError } from './user-error.ts';

/** An input that may be sent. */
export interface Order<W extends keyof Writes> {
  readonly source: DataSource;
  readonly write: NonNullable<Writes[W]>;
  /** The adapter's input, but for what has yet to be made. */
  readonly input: InputOf<W>;
  /** Fields that are required, not given, and can be made. */
  readonly makes: Readonly<Record<string, Make>>;
}

export type Reading<W extends keyof Writes> =
  { readonly order: Order<W> } | { readonly problems: readonly UserError[] };

/** Bytes of an idempotency key in UTF-8. */
const LONGEST_KEY = 255;

/** All that is wrong is told together, and then nothing is sent. */
export function readInput<W extends keyof Writes>(
  context: InputContext,
  form: Form<W>,
  input: RawInput,
): Reading<W> {
  const { ids } = context;
  const problems = keyProblems(input);
  const target = findTarget(form, input, context);
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
  const makes: Record<string, Make> = {};
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

function keyProblems({ idempotencyKey }: RawInput): UserError[] {
  if (typeof idempotencyKey !== 'string') return [];
  const path = ['idempotencyKey'];
  if (idempotencyKey === '') {
    return [userError('INVALID', path, 'An idempotency key may not be empty: leave it out instead.')];
  }
  if (Buffer.byteLength(idempotencyKey) <= LONGEST_KEY) return [];
  const message = `An idempotency key has at most ${LONGEST_KEY} bytes. A UUID is enough.`;
  return [userError('TOO_LONG', path, message)];
}

function needs(provider: string, { path }: Place): string {
  return `${provider} needs \`${path.join('.')}\`.`;
}

function nothingGiven(fields: readonly string[]): UserError {
  return userError('REQUIRED', null, `Nothing is given that could be changed: give ${fields.join(' or ')}.`);
}
