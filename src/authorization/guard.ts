/** A schema that asks, before each field, whether the caller may have it. */
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Caller } from '../caller.ts';
import type { GatewayError } from '../errors.ts';
import { boundRefusal, refusalOf } from './refusal.ts';
import type { FieldRules, InputRule, Rules } from './rules.ts';

interface Calling {
  readonly caller: Caller;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The same schema with a guard before its resolvers, wherever a rule asks for something. */
export function guarded(schema: GraphQLSchema, rules: Rules): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](field, name, type) {
      const asked = rules.field(type, name);
      if (isFree(asked)) return field;
      const { resolve = defaultFieldResolver, subscribe } = field;
      return {
        ...field,
        resolve: behind(asked, resolve),
        ...(subscribe === undefined ? {} : { subscribe: behind(asked, subscribe) }),
      };
    },
  });
}

function isFree({ requirements, inputs, isOpenToBound }: FieldRules): boolean {
  return requirements.length === 0 && inputs.length === 0 && isOpenToBound;
}

function behind(
  asked: FieldRules,
  resolve: GraphQLFieldResolver<unknown, Calling, Arguments>,
): GraphQLFieldResolver<unknown, Calling, Arguments> {
  return (parent, given, context, info) => {
    const refusal = refusalFor(context.caller, asked, given);
    if (refusal !== undefined) throw refusal;
    return resolve(parent, given, context, info);
  };
}

function refusalFor(
  caller: Caller,
  { requirements, inputs, isOpenToBound }: FieldRules,
  given: Arguments,
): GatewayError | undefined {
  if (!isOpenToBound && caller.conversations !== undefined) return boundRefusal();
  const ofInputs = inputs.filter(({ path }) => isGiven(given, path)).map(({ requirement }) => requirement);
  return refusalOf(caller, [...requirements, ...ofInputs]);
}

/** A null filters nothing: it is as if left out. */
function isGiven(given: unknown, path: InputRule['path']): boolean {
  const [name, ...rest] = path;
  if (given == null) return false;
  if (Array.isArray(given)) return given.some((each) => isGiven(each, path));
  return name === undefined || isGiven((given as Arguments)[name], rest);
}
