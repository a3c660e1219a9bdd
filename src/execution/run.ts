/**
 * One execution of a planned query. Values are written to their places in the answer as they come, and the answer is whole when nothing is awaited any more:
 * there is no promise but those of the resolvers.
 */
import { GraphQLError, locatedError, type ExecutionResult, type GraphQLAbstractType } from 'graphql';
import { isGone, makeNull, pathOf, Place, placeOf, put, type Container } from './place.ts';
import type { FieldPlan, SelectionOf, SelectionPlan, Shape } from './plan.ts';
import { NOT_PLAIN, readPlain } from './read-plain.ts';
import { ResolveInfo, type Execution } from './resolve-info.ts';
import { isPromiseLike, missing, objectTypeOf, serialized } from './values.ts';

export interface RunParts extends Execution {
  readonly context: unknown;
}

export class Run implements Execution {
  readonly schema: Execution['schema'];
  readonly fragments: Execution['fragments'];
  readonly operation: Execution['operation'];
  readonly rootValue: unknown;
  readonly variables: Execution['variables'];
  readonly #context: unknown;
  readonly #errors: GraphQLError[] = [];
  #data: Record<string, unknown> | null = {};
  #awaited = 0;
  #resolve: ((result: ExecutionResult) => void) | undefined;

  constructor({ schema, fragments, operation, rootValue, context, variables }: RunParts) {
    this.schema = schema;
    this.fragments = fragments;
    this.operation = operation;
    this.rootValue = rootValue;
    this.variables = variables;
    this.#context = context;
  }

  /** Of what is selected on the query type. */
  execute({ fields }: SelectionPlan): ExecutionResult | Promise<ExecutionResult> {
    const data = this.#data ?? {};
    this.#fields(fields, this.rootValue, data, new Place(undefined, data, '', undefined, true));
    if (this.#awaited === 0 || this.#data === null) return this.#result();
    return new Promise((resolve) => {
      this.#resolve = resolve;
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
      this.#field(field, source, container, parent);
    }
  }

  #field(field: FieldPlan, source: unknown, container: Container, parent: Place): void {
    const { key, shape } = field;
    try {
      const value = this.#resolved(field, source, parent);
      if (isPromiseLike(value)) this.#await(value, field, shape, container, key, parent);
      else this.#complete(value, field, shape, container, key, parent);
    } catch (error) {
      this.#fail(error, field, shape, container, key, parent);
    }
  }

  #resolved(field: FieldPlan, source: unknown, parent: Place): unknown {
    const { constant, property, resolve, argumentsOf } = field;
    if (constant !== undefined) return constant;
    if (property !== undefined && typeof source === 'object' && source !== null) {
      const value = (source as Record<string, unknown>)[property];
      if (typeof value === 'function') {
        const method = value as (...parameters: unknown[]) => unknown;
        const info = new ResolveInfo(this, field, parent);
        return method.call(source, argumentsOf(this.variables), this.#context, info);
      }
      if (value !== undefined) return value;
    }
    return resolve?.(
      source,
      argumentsOf(this.variables),
      this.#context,
      new ResolveInfo(this, field, parent),
    );
  }

  #await(
    value: PromiseLike<unknown>,
    field: FieldPlan,
    shape: Shape,
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    // Keeps the order of the keys.
    put(container, key, undefined);
    this.#awaited += 1;
    value.then(
      (settled) => {
        if (!isGone(parent)) this.#attempt(settled, field, shape, container, key, parent);
        this.#settled();
      },
      (error: unknown) => {
        if (!isGone(parent)) this.#fail(error, field, shape, container, key, parent);
        this.#settled();
      },
    );
  }

  #settled(): void {
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#resolve?.(this.#result());
  }

  #attempt(
    value: unknown,
    field: FieldPlan,
    shape: Shape,
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    try {
      this.#complete(value, field, shape, container, key, parent);
    } catch (error) {
      this.#fail(error, field, shape, container, key, parent);
    }
  }

  #complete(
    value: unknown,
    field: FieldPlan,
    shape: Shape,
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
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
        this.#object(shape.selection(shape.type), value, field, shape, container, key, parent);
        break;
      case 'list':
        this.#list(value, field, shape, container, key, parent);
        break;
      case 'abstract':
        this.#abstract(value, field, shape, container, key, parent);
    }
  }

  #object(
    selection: SelectionPlan,
    value: unknown,
    field: FieldPlan,
    shape: Shape,
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    if (selection.isPlain && typeof value === 'object' && value !== null) {
      const plain = readPlain(selection, value);
      if (plain !== NOT_PLAIN) {
        put(container, key, plain);
        return;
      }
    }
    const object: Record<string, unknown> = {};
    put(container, key, object);
    this.#fields(selection.fields, value, object, placeOf(field, shape, container, key, parent));
  }

  #list(
    values: unknown,
    field: FieldPlan,
    shape: Shape & { kind: 'list' },
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) {
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
      );
    }
    const list: unknown[] = [];
    put(container, key, list);
    const place = placeOf(field, shape, container, key, parent);
    let index = 0;
    for (const value of values as Iterable<unknown>) {
      if (place.isGone) return;
      if (isPromiseLike(value)) this.#await(value, field, shape.item, list, index, place);
      else this.#attempt(value, field, shape.item, list, index, place);
      index += 1;
    }
  }

  #abstract(
    value: unknown,
    field: FieldPlan,
    shape: Shape & { readonly type: GraphQLAbstractType; readonly selection: SelectionOf },
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    const info = new ResolveInfo(this, field, parent);
    const { resolveType } = shape.type;
    const named = resolveType == null ? nameOf(value) : resolveType(value, this.#context, info, shape.type);
    const proceed = (name: unknown) => {
      const type = objectTypeOf(name, shape.type, value, field, this.schema);
      this.#object(shape.selection(type), value, field, shape, container, key, parent);
    };
    if (!isPromiseLike(named)) {
      proceed(named);
      return;
    }
    put(container, key, undefined);
    this.#awaited += 1;
    const end = (step: () => void) => {
      try {
        if (!isGone(parent)) step();
      } catch (error) {
        this.#fail(error, field, shape, container, key, parent);
      }
      this.#settled();
    };
    named.then(
      (name) => end(() => proceed(name)),
      (error: unknown) => end(() => this.#fail(error, field, shape, container, key, parent)),
    );
  }

  #fail(
    raw: unknown,
    field: FieldPlan,
    { isNullable }: Pick<Shape, 'isNullable'>,
    container: Container,
    key: string | number,
    parent: Place,
  ): void {
    this.#errors.push(locatedError(raw, field.nodes, pathOf(parent, key)));
    if (isNullable) put(container, key, null);
    else if (!makeNull(parent)) {
      this.#data = null;
      this.#resolve?.(this.#result());
    }
  }
}

function nameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '__typename' in value ? value.__typename : undefined;
}
