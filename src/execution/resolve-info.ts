/** What a resolver may ask about the field it resolves; made per call, so the dear parts are found when they are asked for. */
import type { GraphQLResolveInfo } from 'graphql';
import type { FieldPlan } from './plan.ts';
import { responsePath, type Place } from './place.ts';
import type { Run } from './run.ts';

export type ResponsePath = GraphQLResolveInfo['path'];

export class ResolveInfo implements GraphQLResolveInfo {
  readonly #run: Run;
  readonly #plan: FieldPlan;
  readonly #parent: Place;

  constructor(run: Run, plan: FieldPlan, parent: Place) {
    this.#run = run;
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
  get path(): ResponsePath {
    return responsePath(this.#parent, this.#plan.key, this.#plan.parentType.name);
  }
  get schema() {
    return this.#run.schema;
  }
  get fragments() {
    return this.#run.fragments;
  }
  get rootValue() {
    return this.#run.rootValue;
  }
  get operation() {
    return this.#run.operation;
  }
  get variableValues() {
    return this.#run.variables;
  }
}
