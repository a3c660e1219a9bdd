/** What executing a selection needs to know, found out once per document instead of once per row. */
import {
  defaultFieldResolver,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { argumentsOf, type ReadArguments } from '../argument-values.ts';
import { collectFields, type Asked, type FieldNodes } from './collect.ts';

/** A field of an object, with all that its rows share. */
export interface FieldPlan {
  /** Its name in the answer. */
  readonly key: string;
  readonly nodes: Readonly<FieldNodes>;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** The value, where it is the same for all rows. */
  readonly constant: unknown;
  /** The value is the parent's property of this name, where it is there. */
  readonly property: string | undefined;
  /** Tells the value where that does not; undefined where there is nothing else to tell it. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Throws a GraphQLError for a variable that is missing where a value must be. */
  readonly argumentsOf: ReadArguments;
  readonly shape: Shape;
}

/** How a value of the field becomes a part of the answer. */
export type Shape = { readonly isNullable: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly selection: SelectionOf }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType; readonly selection: SelectionOf }
  | { readonly kind: 'list'; readonly item: Shape }
);

/** What is selected on an object. */
export interface SelectionPlan {
  readonly fields: readonly FieldPlan[];
  /** Where all goes well, the whole of it can be read off the properties of what is there. */
  readonly isPlain: boolean;
}

/** The selection on a type: of an interface or union each type has its own. */
export type SelectionOf = (type: GraphQLObjectType) => SelectionPlan;

/** What these nodes select, planned for a type when it is first met. */
export function planSelection(
  asked: Asked,
  parents: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): SelectionOf {
  const planned = new Map<GraphQLObjectType, SelectionPlan>();
  const plan = (type: GraphQLObjectType): SelectionPlan => {
    const sets = parents.map(({ selectionSet }) => selectionSet);
    const fields = Array.from(collectFields(asked, type, sets), ([key, nodes]) =>
      fieldPlan(asked, type, key, nodes),
    );
    return { fields, isPlain: fields.every(isPlain) };
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
  const isTypeName = definition === TypeNameMetaFieldDef;
  const isRead = definition.resolve === undefined || definition.resolve === defaultFieldResolver;
  const resolve = isRead || isTypeName ? undefined : definition.resolve;
  return {
    key,
    nodes,
    parentType,
    definition,
    constant: isTypeName ? parentType.name : undefined,
    property: isRead ? definition.name : (resolve as PropertyResolver | undefined)?.property,
    resolve,
    argumentsOf: argumentsOf(definition, first),
    shape: shapeOf(asked, definition.type, nodes),
  };
}

/** A resolver that carries this is asked only for what has no property of the name. */
export interface PropertyResolver {
  readonly property?: string;
}

function isPlain({ constant, property, shape }: FieldPlan): boolean {
  return (constant !== undefined || property !== undefined) && isPlainShape(shape);
}

function isPlainShape(shape: Shape): boolean {
  switch (shape.kind) {
    case 'leaf':
      return true;
    case 'list':
      return isPlainShape(shape.item);
    case 'object':
      return shape.selection(shape.type).isPlain;
    case 'abstract':
      return false;
  }
}

function definitionOf(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> {
  const definition = name === '__typename' ? TypeNameMetaFieldDef : type.getFields()[name];
  if (definition === undefined)
    throw new TypeError(`There is no field ${type.name}.${name}: the document was not validated.`);
  return definition;
}

function shapeOf(asked: Asked, type: GraphQLOutputType, nodes: readonly FieldNode[]): Shape {
  const isNullable = !isNonNullType(type);
  const named = isNonNullType(type) ? type.ofType : type;
  if (isListType(named))
    return { kind: 'list', isNullable, item: shapeOf(asked, named.ofType as GraphQLOutputType, nodes) };
  if (isLeafType(named)) return { kind: 'leaf', isNullable, type: named };
  if (isAbstractType(named))
    return { kind: 'abstract', isNullable, type: named, selection: planSelection(asked, nodes) };
  return { kind: 'object', isNullable, type: named, selection: planSelection(asked, nodes) };
}
