/**
 * What an operation will ask of the providers, told from its document and variables alone. Answers of a field that will be refused (a bad id, cursor,
 * filter, or something its provider cannot do) cost nothing.
 */
import {
  getOperationAST,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { coercedVariables } from '../coerced-variables.ts';
import type { ConnectedSource } from '../data-sources/connected-source.ts';
import type { Paging } from '../data-sources/context.ts';
import type { IdCodec } from '../ids.ts';
import type { Assumption } from '../pagination/forecast.ts';
import { compile, type Field, type Variables } from './compile.ts';
import { planConversation } from './conversation.ts';
import { planConversations } from './conversations.ts';
import { likenessIn, type LikenessOf } from './likeness.ts';
import { isMutation, planMutation } from './mutation.ts';
import { planPerson } from './people.ts';
import { QUERY } from './query.ts';
import { Tally, type PlannedCalls } from './tally.ts';
import { unlessRefused, type Rules, type World } from './world.ts';

export type { PlannedCalls } from './tally.ts';

export interface PlannerParts {
  /** In the order of the configuration. */
  readonly sources: readonly ConnectedSource[];
  readonly ids: IdCodec;
  readonly paging: Paging;
}

export interface PlannedOperation {
  /** Against which the document was found valid. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** As the client gave them. */
  readonly variables?: Variables | null | undefined;
  /** Whether a source, by its key, exists for who asks. All do if absent. */
  readonly sees?: ((source: string) => boolean) | undefined;
}

export interface Plan {
  /** By source and operation. */
  readonly lines: readonly PlannedCalls[];
  readonly calls: number;
  /** Rows that are returned at most. */
  readonly nodes: number;
}

/** Plans operations; makes no call and changes nothing. What was compiled of a document, and some of its plans, are kept for as long as the document is. */
export type Planner = (operation: PlannedOperation, assumption?: Assumption) => Plan;

/** Plans that are remembered of an operation. */
const MOST_PLANS = 8;

const NOTHING: Plan = { lines: [], calls: 0, nodes: 0 };
const RULES: Rules = {
  conversation: planConversation,
  person: planPerson,
  conversations: planConversations,
};

/** The planner throws COST_LIMIT_EXCEEDED where an operation's fragments make it grow beyond bounds. */
export function createPlanner({ sources: connected, ids, paging }: PlannerParts): Planner {
  const compiled = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, Compiled>>();
  const sources = connected.map((source) => ({
    key: source.key,
    connected: source,
    outlook: source.outlook,
  }));

  const compiledOf = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) => {
    let byOperation = compiled.get(schema);
    if (byOperation === undefined) compiled.set(schema, (byOperation = new WeakMap()));
    let found = byOperation.get(operation);
    if (found === undefined) {
      const fields = compile(schema, document, operation);
      const isQuery = operation.operation === OperationTypeNode.QUERY;
      const likenessOf = isQuery ? likenessIn(document, ids) : undefined;
      found = { fields, likenessOf, plans: new LRUCache({ max: MOST_PLANS }) };
      byOperation.set(operation, found);
    }
    return found;
  };

  return ({ schema, document, operationName, variables, sees = () => true }, assumption = 'usual') => {
    const operation = getOperationAST(document, operationName);
    if (operation == null || operation.operation === OperationTypeNode.SUBSCRIPTION) return NOTHING;
    const { fields, likenessOf, plans } = compiledOf(schema, document, operation);
    // What is wrong with them is told when it runs.
    const { coerced } = coercedVariables(schema, operation, variables);
    if (coerced === undefined) return NOTHING;
    const seen = sources.filter(({ key }) => sees(key));
    const likeness =
      assumption === 'usual' ? likenessOf?.({ sources: seen, ids, variables: coerced }) : undefined;
    const known = likeness === undefined ? undefined : plans.get(likeness);
    if (known !== undefined) return known;
    const tally = new Tally();
    const world: World = {
      rules: RULES,
      sources: seen,
      connected: seen.map(({ connected: each }) => each),
      ids,
      paging,
      variables: coerced,
      assumption,
      tally,
      writes: 0,
      turn: 0,
    };
    for (const field of fields) {
      if (field.isIncluded(coerced)) unlessRefused(() => planRoot(world, field));
    }
    const plan = new TalliedPlan(tally);
    if (likeness !== undefined) {
      const { lines, calls, nodes } = plan;
      // Without the tally, whose names of calls hold the texts of the document, each of them many times.
      plans.set(likeness, { lines, calls, nodes });
    }
    return plan;
  };
}

interface Compiled {
  readonly fields: readonly Field[];
  /** Undefined where each operation is planned by itself. */
  readonly likenessOf: LikenessOf | undefined;
  /** By likeness. */
  readonly plans: LRUCache<string, Plan>;
}

/** Few are looked at line by line. */
class TalliedPlan implements Plan {
  readonly calls: number;
  readonly nodes: number;
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.calls = tally.calls;
    this.nodes = tally.nodes;
    this.#tally = tally;
  }

  get lines(): readonly PlannedCalls[] {
    return this.#tally.lines();
  }
}

function planRoot(world: World, field: Field): void {
  if (isMutation(field.name)) planMutation(world, field.name, field);
  else QUERY[field.name]?.(world, field, field.arguments(world.variables));
}
