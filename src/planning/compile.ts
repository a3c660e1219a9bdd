/** An operation as a tree that is walked for every request: fragments are spread out, arguments and conditions wait for the variables. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentsOf, type ReadArguments } from '../argument-values.ts';
import { GatewayError } from '../errors.ts';
import { isIncluded } from '../syntax.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** A field of the operation. */
export interface Field {
  readonly name: string;
  /** Object types on which it is selected; undefined where its parent has but one. */
  readonly on: ReadonlySet<string> | undefined;
  readonly fields: readonly Field[];
  isIncluded(variables: Variables): boolean;
  /** Coerced. Throws `GraphQLError`. */
  readonly arguments: ReadArguments;
}

/** Most fields that are looked at, fragments spread out. */
const MOST_FIELDS = 20_000;

/** The fields of an operation. Throws COST_LIMIT_EXCEEDED where fragments make it grow beyond bounds. */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Field[] {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = schema.getRootType(operation.operation);
  if (root == null) return [];
  return new Compiler(schema, fragments).fieldsOf(operation.selectionSet, root);
}

interface Within {
  readonly type: GraphQLCompositeType;
  readonly on: ReadonlySet<string> | undefined;
  /** Selections that must be included, from the outermost fragment on. */
  readonly conditions: readonly SelectionNode[];
  /** Fragments that this selection set has spread already, unconditionally. */
  readonly spread: Set<string>;
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #count = 0;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  fieldsOf(selections: SelectionSetNode, type: GraphQLCompositeType): Field[] {
    return this.#collect(selections, { type, on: undefined, conditions: [], spread: new Set() });
  }

  #collect(selections: SelectionSetNode, within: Within): Field[] {
    return selections.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return this.#field(selection, within);
      const conditions = conditionsOf(selection, within);
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = this.#narrowed(within, selection.typeCondition?.name.value);
        return this.#collect(selection.selectionSet, { ...inner, conditions });
      }
      const name = selection.name.value;
      const fragment = this.#fragments.get(name);
      if (fragment === undefined || (conditions.length === 0 && within.spread.has(name))) return [];
      if (conditions.length === 0) within.spread.add(name);
      this.#note();
      const inner = this.#narrowed(within, fragment.typeCondition.name.value);
      return this.#collect(fragment.selectionSet, { ...inner, conditions });
    });
  }

  #field(node: FieldNode, within: Within): Field[] {
    this.#note();
    const name = node.name.value;
    const { type, on } = within;
    if (name === '__typename' || (!isObjectType(type) && !isInterfaceType(type))) return [];
    const definition = type.getFields()[name];
    if (definition === undefined) return [];
    const inner = getNamedType(definition.type);
    const conditions = conditionsOf(node, within);
    const fields =
      node.selectionSet !== undefined && isCompositeType(inner)
        ? this.fieldsOf(node.selectionSet, inner)
        : [];
    return [
      {
        name,
        on,
        fields,
        isIncluded: (variables) => conditions.every((selection) => isIncluded(selection, variables)),
        arguments: argumentsOf(definition, node),
      },
    ];
  }

  #narrowed(within: Within, name: string | undefined): Within {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    if (!isCompositeType(type)) return within;
    const possible = isAbstractType(type)
      ? this.#schema.getPossibleTypes(type).map((each) => each.name)
      : [type.name];
    const on = new Set(possible.filter((each) => within.on?.has(each) ?? true));
    return { ...within, type, on };
  }

  #note(): void {
    this.#count += 1;
    if (this.#count <= MOST_FIELDS) return;
    throw new GatewayError(
      'COST_LIMIT_EXCEEDED',
      `The operation has more than ${MOST_FIELDS} fields once its fragments are spread out: select less.`,
    );
  }
}

function conditionsOf(selection: SelectionNode, { conditions }: Within): readonly SelectionNode[] {
  return (selection.directives?.length ?? 0) === 0 ? conditions : [...conditions, selection];
}
