/** What a federation router asks for: entities of other subgraphs' answers, named by their type and key. */
import { BadInputError } from '../errors.ts';
import type { Context } from './context.ts';
import { customer, type Customer } from './customers.ts';
import { isNodeType, node, type NodeWant, type TypedNode } from './nodes.ts';

export type TypedEntity = TypedNode | (Customer & { readonly __typename: 'Customer' });

/** Each in its own place, failures too; throws `BadInputError` only for more than `most` of them. */
export function entities(
  context: Context,
  representations: readonly unknown[],
  most: number,
  want?: NodeWant,
): Promise<TypedEntity | null>[] {
  if (representations.length > most) {
    throw new BadInputError(
      `\`_entities\` takes at most ${String(most)} representations; these are ${String(representations.length)}.`,
    );
  }
  return representations.map((representation) => entity(context, representation, want));
}

async function entity(
  context: Context,
  representation: unknown,
  want: NodeWant | undefined,
): Promise<TypedEntity | null> {
  const keys = (typeof representation === 'object' ? representation : null) as Partial<
    Record<string, unknown>
  > | null;
  const type = keys?.['__typename'];
  if (isNodeType(type)) return node(context, textOf(keys?.['id'], 'id', type), want, type);
  if (type !== 'Customer') {
    throw new BadInputError('A representation has the `__typename` of an entity of this subgraph.');
  }
  context.access.requireType(type);
  const found = await customer(context, textOf(keys?.['email'], 'email', type));
  return found && { ...found, __typename: type };
}

function textOf(value: unknown, key: string, type: string): string {
  if (typeof value !== 'string')
    throw new BadInputError(`A representation of ${type} has its \`${key}\`, a string.`);
  return value;
}
