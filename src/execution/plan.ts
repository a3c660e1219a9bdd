/** What executing a selection needs to know, found out once per document instead of once per row. */
import {
  defaultFieldResolver,
  getArgumentValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  TypeNameMetaFieldDef,
  visit,
  BREAK,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Asked, type FieldNodes } from './collect.ts';

export type Arguments = Record<string, unknown>;

/** A field of an object, with all that its rows share. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  readonly nodes: Readonly<FieldNodes>;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Undefined where the value is the parent's property of that name. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Throws a GraphQLError for a variable that is missing where a value must be. */
  readonly argumentsOf: (variables: Arguments) => Arguments;
  readonly shape: Shape;
}

/** How a value of the field becomes a part of the answer. */
export type Shape = { readonly isNullable: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly fields: FieldsOf }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType; readonly fields: FieldsOf }
  | { readonly kind: 'list'; readonly item: Shape }
);

/** The fields selected on a type: of an interface or union each type has its own. */
export type FieldsOf = (type: GraphQLObjectType) => readonly FieldPlan[];

/** The fields that these nodes select, planned for a type when it is first met. */
export function planFields(
  asked: Asked,
  parents: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): FieldsOf {
  const planned = new Map<GraphQLObjectType, readonly FieldPlan[]>();
  const plan = (type: GraphQLObjectType): readonly FieldPlan[] => {
    const sets = parents.map(({ selectionSet }) => selectionSet);
    return [...collectFields(asked, type, sets)].map(([key, nodes]) => fieldPlan(asked, type, key, nodes));
  };
  return (type) => {
    const known = planned.get(type) ?? plan(type);
    planned.set(type, known);
    return known;
  };
}

function fieldPlan(asked: Asked, parentType: GraphQLObjectType, key: string, nodes: FieldNodes): FieldPlan {
  const [first] = nodes;
  const definition = definitionOf(parentType, first.name.value);
  const resolve = definition.resolve === defaultFieldResolver ? undefined : definition.resolve;
  return {
    key,
    nodes,
    parentType,
    definition,
    resolve,
    argumentsOf: argumentsOf(definition, first),
    shape: shapeOf(asked, definition.type, nodes),
  };
}

function definitionOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const definition = name === '__typename' ? TypeNameMetaFieldDef : type.getFields()[name];
  if (definition === undefined)
    throw new TypeError(`There is no field ${type.name}.${name}: the document was not validated.`);
  return definition;
}

const NONE: Arguments = Object.freeze({});

function argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): FieldPlan['argumentsOf'] {
  if (definition.args.length === 0) return () => NONE;
  const read = (variables: Arguments) => getArgumentValues(definition, node, variables);
  if (hasVariable(node)) return read;
  try {
    const always = Object.freeze(read({}));
    return () => always;
  } catch {
    return read;
  }
}

function hasVariable({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given) {
    visit(argument, {
      Variable() {
        found = true;
        return BREAK;
      },
    });
  }
  return found;
}

function shapeOf(asked: Asked, type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
  const isNullable = !isNonNullType(type);
  const named = isNonNullType(type) ? type.ofType : type;
  if (isListType(named))
    return { kind: 'list', isNullable, item: shapeOf(asked, named.ofType as GraphQLOutputType, nodes) };
  if (isLeafType(named)) return { kind: 'leaf', isNullable, type: named };
  if (isAbstractType(named))
    return { kind: 'abstract', isNullable, type: named, fields: planFields(asked, nodes) };
  return { kind: 'object', isNullable, type: named, fields: planFields(asked, nodes) };
}
