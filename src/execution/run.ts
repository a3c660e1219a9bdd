/**
 * One execution of a planned query. Values are written to their places in the answer as they come, and the answer is whole when nothing is awaited any more:
 * there is no promise but those of the resolvers.
 */
import { GraphQLError, locatedError, type ExecutionResult, type GraphQLAbstractType } from 'graphql';
import { isGone, makeNull, pathOf, Place, put, type Container } from './place.ts';
import type { FieldPlan, FieldsOf, Shape } from './plan.ts';
import { ResolveInfo, type Execution } from './resolve-info.ts';
import { objectTypeOf, serialized } from './values.ts';

export interface RunParts extends Execution {
  readonly context: unknown;
}

/** Where a value goes: into `container` at `key`, as a part of what is at `parent`. */
interface Target {
  readonly container: Container;
  readonly key: string | number;
  readonly parent: Place;
}

export class Run implements Execution {
  readonly schema: Execution['schema'];
  readonly fragments: Execution['fragments'];
  readonly operation: Execution['operation'];
  readonly rootValue: unknown;
  readonly variables: Execution['variables'];
  readonly #context: unknown;
  readonly #errors: GraphQLError[] = [];
  #data: Record<string, unknown> | null = Object.create(null) as Record<string, unknown>;
  #awaited = 0;
  #finish: (() => void) | undefined;

  constructor({ schema, fragments, operation, rootValue, context, variables }: RunParts) {
    this.schema = schema;
    this.fragments = fragments;
    this.operation = operation;
    this.rootValue = rootValue;
    this.variables = variables;
    this.#context = context;
  }

  /** Of the fields of the query type. */
  execute(fields: readonly FieldPlan[]): ExecutionResult | Promise<ExecutionResult> {
    const data = this.#data ?? {};
    this.#fields(fields, this.rootValue, data, new Place(undefined, data, '', undefined, true));
    if (this.#awaited === 0 || this.#data === null) return this.#result();
    return new Promise((resolve) => {
      this.#finish = () => resolve(this.#result());
    });
  }

  #result(): ExecutionResult {
    const data = this.#data;
    return this.#errors.length === 0 ? { data } : { errors: this.#errors, data };
  }

  #fields(
    fields: readonly FieldPlan[],
    source: unknown,
    container: Record<string, unknown>,
    parent: Place,
  ): void {
    for (const field of fields) {
      if (parent.isGone) return;
      this.#field(field, source, { container, key: field.key, parent });
    }
  }

  #field(field: FieldPlan, source: unknown, target: Target): void {
    try {
      const value = this.#resolved(field, source, target.parent);
      if (isPromiseLike(value)) this.#await(value, field, field.shape, target);
      else this.#complete(value, field, field.shape, target);
    } catch (error) {
      this.#fail(error, field, field.shape, target);
    }
  }

  #resolved(field: FieldPlan, source: unknown, parent: Place): unknown {
    const { resolve, definition, argumentsOf } = field;
    if (resolve !== undefined) {
      return resolve(
        source,
        argumentsOf(this.variables),
        this.#context,
        new ResolveInfo(this, field, parent),
      );
    }
    if (typeof source !== 'object' || source === null) return undefined;
    const property = (source as Record<string, unknown>)[definition.name];
    if (typeof property !== 'function') return property;
    const info = new ResolveInfo(this, field, parent);
    return (property as (...parameters: unknown[]) => unknown).call(
      source,
      argumentsOf(this.variables),
      this.#context,
      info,
    );
  }

  #await(value: PromiseLike<unknown>, field: FieldPlan, shape: Shape, target: Target): void {
    // Keeps the order of the keys.
    put(target.container, target.key, undefined);
    this.#awaited += 1;
    value.then(
      (settled) => {
        if (!isGone(target.parent)) this.#attempt(settled, field, shape, target);
        this.#settled();
      },
      (error: unknown) => {
        if (!isGone(target.parent)) this.#fail(error, field, shape, target);
        this.#settled();
      },
    );
  }

  #settled(): void {
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#finish?.();
  }

  #attempt(value: unknown, field: FieldPlan, shape: Shape, target: Target): void {
    try {
      this.#complete(value, field, shape, target);
    } catch (error) {
      this.#fail(error, field, shape, target);
    }
  }

  #complete(value: unknown, field: FieldPlan, shape: Shape, target: Target): void {
    const { container, key } = target;
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isNullable) throw missing(field);
      put(container, key, null);
      return;
    }
    switch (shape.kind) {
      case 'leaf':
        put(container, key, serialized(shape.type, value));
        break;
      case 'object':
        this.#object(shape.fields(shape.type), value, field, shape, target);
        break;
      case 'list':
        this.#list(value, field, shape, target);
        break;
      case 'abstract':
        this.#abstract(value, field, shape, target);
    }
  }

  #object(
    fields: readonly FieldPlan[],
    value: unknown,
    field: FieldPlan,
    shape: Shape,
    target: Target,
  ): void {
    const container = Object.create(null) as Record<string, unknown>;
    this.#fields(fields, value, container, placeOf(field, shape, target, container));
  }

  #list(
    values: unknown,
    field: FieldPlan,
    { item, isNullable }: Shape & { kind: 'list' },
    target: Target,
  ): void {
    if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
      );
    }
    const container: unknown[] = [];
    const parent = placeOf(field, { isNullable }, target, container);
    let key = 0;
    for (const value of values as Iterable<unknown>) {
      if (parent.isGone) return;
      const place = { container, key, parent };
      if (isPromiseLike(value)) this.#await(value, field, item, place);
      else this.#attempt(value, field, item, place);
      key += 1;
    }
  }

  #abstract(
    value: unknown,
    field: FieldPlan,
    shape: Shape & { readonly type: GraphQLAbstractType; readonly fields: FieldsOf },
    target: Target,
  ): void {
    const info = new ResolveInfo(this, field, target.parent);
    const { resolveType } = shape.type;
    const named = resolveType == null ? nameOf(value) : resolveType(value, this.#context, info, shape.type);
    const proceed = (name: unknown) => {
      const type = objectTypeOf(name, shape.type, value, field, this.schema);
      this.#object(shape.fields(type), value, field, shape, target);
    };
    if (!isPromiseLike(named)) {
      proceed(named);
      return;
    }
    put(target.container, target.key, undefined);
    this.#awaited += 1;
    const end = (step: () => void) => {
      try {
        if (!isGone(target.parent)) step();
      } catch (error) {
        this.#fail(error, field, shape, target);
      }
      this.#settled();
    };
    named.then(
      (name) => end(() => proceed(name)),
      (error: unknown) => end(() => this.#fail(error, field, shape, target)),
    );
  }

  #fail(
    raw: unknown,
    field: FieldPlan,
    { isNullable }: Pick<Shape, 'isNullable'>,
    { container, key, parent }: Target,
  ): void {
    this.#errors.push(locatedError(raw, field.nodes, pathOf(parent, key)));
    if (isNullable) put(container, key, null);
    else if (!makeNull(parent)) {
      this.#data = null;
      this.#finish?.();
    }
  }
}

/** The place of an object or a list, which is put there at once: what makes it null later finds it there. */
function placeOf(
  { parentType }: FieldPlan,
  { isNullable }: Pick<Shape, 'isNullable'>,
  { container, key, parent }: Target,
  value: Container,
): Place {
  put(container, key, value);
  return new Place(parent, container, key, typeof key === 'string' ? parentType.name : undefined, isNullable);
}

function missing({ parentType, definition }: FieldPlan): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
}

function nameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '__typename' in value ? value.__typename : undefined;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
