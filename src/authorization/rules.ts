/** What the schema's own directives ask of a caller: read once, enforced and shown to clients from the same words. */
import {
  getDirectiveValues,
  getNamedType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Requirement } from '../caller.ts';

/** What must hold before a field is read or done. */
export interface FieldRules {
  /** All of them: of its type, its own, and of the type that it gives. */
  readonly requirements: readonly Requirement[];
  /** Parts of its arguments that ask for more, where they are given. */
  readonly inputs: readonly InputRule[];
  /** Whether a caller bound to conversations may ask for it at all. */
  readonly isOpenToBound: boolean;
}

export interface InputRule {
  /** From the argument down, such as `['filter', 'search']`. */
  readonly path: readonly string[];
  readonly requirement: Requirement;
}

export interface Rules {
  /** Of a field of an object type, by their names; of what the schema does not have, nothing is asked. */
  readonly field: (type: string, field: string) => FieldRules;
  /** Of an object type, by its name: what reading anything of it needs. */
  readonly type: (name: string) => readonly Requirement[];
}

interface Directed {
  readonly astNode?: Parameters<typeof getDirectiveValues>[1] | null | undefined;
}

const FREE: FieldRules = { requirements: [], inputs: [], isOpenToBound: true };

export function readRules(schema: GraphQLSchema): Rules {
  const requirementsOf = directiveReader(schema);
  const types = new Map<string, readonly Requirement[]>();
  const fields = new Map<string, FieldRules>();
  const isOpenToBound = openToBound(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const ofType = requirementsOf(type);
    types.set(type.name, ofType);
    for (const field of Object.values(type.getFields())) {
      const result = getNamedType(field.type);
      fields.set(`${type.name}.${field.name}`, {
        requirements: [
          ...ofType,
          ...requirementsOf(field),
          ...(isObjectType(result) ? requirementsOf(result) : []),
        ],
        inputs: inputsOf(field.args, requirementsOf),
        isOpenToBound: isOpenToBound(type, field, result),
      });
    }
  }
  return {
    field: (type, field) => fields.get(`${type}.${field}`) ?? FREE,
    type: (name) => types.get(name) ?? [],
  };
}

type RequirementsOf = (element: Directed) => readonly Requirement[];

function directiveReader(schema: GraphQLSchema): RequirementsOf {
  const directive = directiveOf(schema, 'requiresScopes');
  return ({ astNode }) => {
    const values = astNode ? getDirectiveValues(directive, astNode) : undefined;
    return values === undefined ? [] : [values['scopes'] as Requirement];
  };
}

/** Nothing that a query begins with, but what says so; and below that no list over sources. */
function openToBound(schema: GraphQLSchema) {
  const directive = directiveOf(schema, 'openToBoundCredentials');
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return (type: GraphQLNamedType, { astNode }: Directed, result: GraphQLNamedType): boolean => {
    if (astNode && getDirectiveValues(directive, astNode) !== undefined) return true;
    return !roots.some((root) => root?.name === type.name) && !isOverSources(result);
  };
}

/** A list over sources tells what each of them contributed. */
function isOverSources(type: GraphQLNamedType): boolean {
  if (!isObjectType(type)) return false;
  const { sources } = type.getFields();
  return sources !== undefined && getNamedType(sources.type).name === 'SourceSlice';
}

function inputsOf(
  parts: readonly (GraphQLArgument | GraphQLInputField)[],
  requirementsOf: RequirementsOf,
): InputRule[] {
  return parts.flatMap((part) => {
    const type = getNamedType(part.type);
    const inside = isInputObjectType(type) ? inputsOf(Object.values(type.getFields()), requirementsOf) : [];
    return [
      ...requirementsOf(part).map((requirement) => ({ path: [part.name], requirement })),
      ...inside.map(({ path, requirement }) => ({ path: [part.name, ...path], requirement })),
    ];
  });
}

function directiveOf(schema: GraphQLSchema, name: string) {
  const directive = schema.getDirective(name);
  if (!directive) throw new TypeError(`The schema does not define @${name}, which says who may do what.`);
  return directive;
}
