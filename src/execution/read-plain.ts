/**
 * The common case of completing values, without all that is there for the others: properties are read off what is there, nothing waits, nothing fails. What turns
 * out to be otherwise is `NOT_PLAIN`, and to be completed by the run; up to then nothing has happened.
 */
import type { FieldPlan, SelectionPlan, Shape } from './plan.ts';
import { isPromiseLike, serialized } from './values.ts';

export const NOT_PLAIN = Symbol('not plain');

/** A selection whose `isPlain` is true. */
export function readPlain({ fields }: SelectionPlan, source: object): object | typeof NOT_PLAIN {
  const container: Record<string, unknown> = {};
  for (const field of fields) {
    const part = partOf(valueOf(field, source), field.shape);
    if (part === NOT_PLAIN) return NOT_PLAIN;
    container[field.key] = part;
  }
  return container;
}

function valueOf({ constant, property = '', resolve }: FieldPlan, source: object): unknown {
  if (constant !== undefined) return constant;
  const value = (source as Record<string, unknown>)[property];
  // Somebody else knows.
  return value === undefined && resolve !== undefined ? NOT_PLAIN : value;
}

function partOf(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return shape.isNullable ? null : NOT_PLAIN;
  if (typeof value === 'string') return shape.kind === 'leaf' ? leafOf(value, shape) : NOT_PLAIN;
  if (value instanceof Error || typeof value === 'function' || isPromiseLike(value)) return NOT_PLAIN;
  switch (shape.kind) {
    case 'leaf':
      return value === NOT_PLAIN ? value : leafOf(value, shape);
    case 'object':
      return typeof value === 'object' ? readPlain(shape.selection(shape.type), value) : NOT_PLAIN;
    case 'list':
      return Array.isArray(value) ? listOf(value, shape.item) : NOT_PLAIN;
    case 'abstract':
      return NOT_PLAIN;
  }
}

function leafOf(value: unknown, { type }: Shape & { kind: 'leaf' }): unknown {
  try {
    return serialized(type, value);
  } catch {
    return NOT_PLAIN;
  }
}

function listOf(values: readonly unknown[], item: Shape): unknown {
  const parts: unknown[] = [];
  for (const value of values) {
    const part = partOf(value, item);
    if (part === NOT_PLAIN) return NOT_PLAIN;
    parts.push(part);
  }
  return parts;
}
