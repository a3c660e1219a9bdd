/** Queries that come again and again are planned once. What is planned is kept with its document and schema, and goes with them. */
import {
  getOperationAST,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { coercedVariables } from '../coerced-variables.ts';
import { planSelection, type SelectionPlan } from './plan.ts';
import { Run } from './run.ts';

/** Uses of a document that are interpreted: most of what comes once never comes again. */
const FIRST_USES = 2;
/** Plans of one operation, by which of its fields @skip and @include leave. */
const MOST_VARIANTS = 16;

interface Compiled {
  uses: number;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Variables that decide which fields are there. */
  readonly deciding: readonly string[];
  /** Undefined where only the interpreter can do it. */
  readonly variants: Map<string, SelectionPlan | undefined>;
}

const NAMELESS = Symbol('the only operation');
type ByName = Map<string | symbol, Compiled | undefined>;

export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult> | undefined;

/** Executes what is worth it, exactly as the interpreter would; undefined for what the interpreter is to do. */
export function createCompiled(firstUses = FIRST_USES): Execute {
  const bySchema = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, ByName> | undefined>();

  const find = ({ schema, document, operationName }: ExecutionArgs): Compiled | undefined => {
    const byDocument = getOrInsert(bySchema, schema, () =>
      isToldByValues(schema) ? undefined : new WeakMap<DocumentNode, ByName>(),
    );
    if (byDocument === undefined) return undefined;
    const byName = getOrInsert(byDocument, document, (): ByName => new Map());
    const name = operationName ?? NAMELESS;
    if (!byName.has(name)) {
      const operation = getOperationAST(document, operationName);
      // A name that the document does not have is not remembered: there is no end of them.
      if (operation == null) return undefined;
      byName.set(name, compilable(document, operation));
    }
    return byName.get(name);
  };

  return (args) => {
    const compiled = find(args);
    if (compiled === undefined || (compiled.uses += 1) <= firstUses) return undefined;
    const { schema, rootValue, contextValue: context } = args;
    const { operation, fragments } = compiled;
    const { coerced } = coercedVariables(schema, operation, args.variableValues);
    // The interpreter tells what is wrong with them.
    if (coerced === undefined) return undefined;
    const selection = variantOf(compiled, schema, coerced);
    if (selection === undefined) return undefined;
    return new Run({ schema, fragments, operation, rootValue, context, variables: coerced }).execute(
      selection,
    );
  };
}

function compilable(document: DocumentNode, operation: OperationDefinitionNode): Compiled | undefined {
  // Mutations are rare and wait for a provider; what comes in parts has an executor of its own.
  if (operation.operation !== OperationTypeNode.QUERY) return undefined;
  const deciding = new Set<string>();
  const special = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value === 'defer' || name.value === 'stream') special.add(name.value);
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
    },
    Field({ name, alias = name }) {
      // Introspection is the interpreter's, and rare; so is a key that an object does not take for one.
      if (name.value === '__schema' || name.value === '__type') special.add(name.value);
      if (alias.value === '__proto__') special.add(alias.value);
    },
  });
  if (special.size > 0) return undefined;
  const fragments = document.definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
  );
  return {
    uses: 0,
    operation,
    fragments: Object.fromEntries(fragments),
    deciding: [...deciding],
    variants: new Map(),
  };
}

function variantOf(compiled: Compiled, schema: GraphQLSchema, variables: Record<string, unknown>) {
  const { variants, fragments, operation } = compiled;
  const key = keyOf(compiled, variables);
  if (variants.has(key) || variants.size >= MOST_VARIANTS) return variants.get(key);
  const type = schema.getQueryType();
  const selection = type && planSelection({ schema, fragments, variables }, [operation])(type);
  variants.set(key, selection ?? undefined);
  return variants.get(key);
}

function keyOf({ deciding }: Compiled, variables: Record<string, unknown>): string {
  return deciding.length === 0 ? '' : JSON.stringify(deciding.map((name) => variables[name]));
}

/** `isTypeOf` asks each value, and may answer later: no schema of ours has it. */
function isToldByValues(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf != null);
}

interface Kept<Key, Value> {
  has(key: Key): boolean;
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function getOrInsert<Key, Value>(kept: Kept<Key, Value>, key: Key, make: () => Value): Value {
  if (kept.has(key)) return kept.get(key) as Value;
  const made = make();
  kept.set(key, made);
  return made;
}
