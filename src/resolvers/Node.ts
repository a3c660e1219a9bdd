import type { TypedNode } from '../data-sources/nodes.ts';
import type { NodeResolvers } from '../generated/resolvers-types.ts';

export const Node: NodeResolvers = {
  __resolveType: (node) => (node as TypedNode).__typename,
};
