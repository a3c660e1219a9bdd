/** What a resolver may ask about the field it resolves; made per call, so the dear parts are found when they are asked for. */
import type { GraphQLResolveInfo } from 'graphql';
import type { Arguments } from '../argument-values.ts';
import type { FieldPlan } from './plan.ts';
import { responsePath, type Place } from './place.ts';

/** What all fields of one execution share. */
export interface Execution extends Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'operation' | 'rootValue'
> {
  /** As coerced. */
  readonly variables: Arguments;
}

export class ResolveInfo implements GraphQLResolveInfo {
  readonly #execution: Execution;
  readonly #plan: FieldPlan;
  readonly #parent: Place;

  constructor(execution: Execution, plan: FieldPlan, parent: Place) {
    this.#execution = execution;
    this.#plan = plan;
    this.#parent = parent;
  }

  get fieldName() {
    return this.#plan.definition.name;
  }
  get fieldNodes() {
    return this.#plan.nodes;
  }
  get returnType() {
    return this.#plan.definition.type;
  }
  get parentType() {
    return this.#plan.parentType;
  }
  get path() {
    return responsePath(this.#parent, this.#plan.key, this.#plan.parentType.name);
  }
  get schema() {
    return this.#execution.schema;
  }
  get fragments() {
    return this.#execution.fragments;
  }
  get rootValue() {
    return this.#execution.rootValue;
  }
  get operation() {
    return this.#execution.operation;
  }
  get variableValues() {
    return this.#execution.variables;
  }
}
