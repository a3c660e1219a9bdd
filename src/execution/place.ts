/** Where a value stands in the answer, and what happens there when it may not be null and is. */
import type { GraphQLResolveInfo } from 'graphql';
import type { FieldPlan, Shape } from './plan.ts';

export type Container = Record<string, unknown> | unknown[];

/** A place that holds an object or a list, by which its parts know where they are. */
export class Place {
  /** Undefined of the answer's `data`. */
  readonly parent: Place | undefined;
  readonly container: Container;
  readonly key: string | number;
  /** The type whose field it is; undefined within a list. */
  readonly typename: string | undefined;
  readonly isNullable: boolean;
  /** It was made null: nothing that comes for it later counts. */
  isGone = false;

  constructor(
    parent: Place | undefined,
    container: Container,
    key: string | number,
    typename: string | undefined,
    isNullable: boolean,
  ) {
    this.parent = parent;
    this.container = container;
    this.key = key;
    this.typename = typename;
    this.isNullable = isNullable;
  }
}

/** The place of an object or a list, which is there already: what makes it null later finds it there. */
export function placeOf(
  { parentType }: FieldPlan,
  { isNullable }: Shape,
  container: Container,
  key: string | number,
  parent: Place,
): Place {
  return new Place(parent, container, key, typeof key === 'string' ? parentType.name : undefined, isNullable);
}

export function put(container: Container, key: string | number, value: unknown): void {
  (container as Record<string | number, unknown>)[key] = value;
}

/** Makes the nearest place null that may be. False where none may: then there is no data at all. */
export function makeNull(place: Place): boolean {
  let current: Place = place;
  for (;;) {
    current.isGone = true;
    if (current.parent === undefined) return false;
    if (current.isNullable) {
      put(current.container, current.key, null);
      return true;
    }
    current = current.parent;
  }
}

export function isGone(place: Place): boolean {
  for (let current: Place | undefined = place; current !== undefined; current = current.parent) {
    if (current.isGone) return true;
  }
  return false;
}

/** As an error tells it. */
export function pathOf(place: Place, key: string | number): (string | number)[] {
  const path = [key];
  for (let current = place; current.parent !== undefined; current = current.parent) path.push(current.key);
  return path.reverse();
}

/** As `info.path` tells it. */
export function responsePath(
  place: Place,
  key: string | number,
  typename: string | undefined,
): GraphQLResolveInfo['path'] {
  const { parent } = place;
  return { prev: parent && responsePath(parent, place.key, place.typename), key, typename };
}
