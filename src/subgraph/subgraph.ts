/**
 * The schema behind a federation router: all of the public one, and the two fields that the subgraph specification adds. `@apollo/subgraph`
 * would write `__typename` into what resolvers give, which is frozen here, and describes none of what it adds.
 */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { Kind, parse, type DocumentNode, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Context } from '../data-sources/context.ts';
import { entities, type TypedEntity } from '../data-sources/entities.ts';
import type { resolvers } from '../resolvers/index.ts';
import { selected } from '../resolvers/selection.ts';
import { keyOf, subgraphSdl, type SubgraphOptions } from './sdl.ts';

export interface SubgraphParts extends SubgraphOptions {
  /** The public SDL. */
  readonly typeDefs: string;
  readonly resolvers: typeof resolvers;
  /** Most representations that one `_entities` takes. */
  readonly maxRepresentations: number;
}

interface EntitiesArguments {
  readonly representations: readonly unknown[];
}

/** Builds it anew at each call, which takes some milliseconds: ask for it when a router first comes. */
export function createSubgraph(parts: SubgraphParts): GraphQLSchema {
  const { resolvers, maxRepresentations } = parts;
  const schema = parse(parts.typeDefs, { noLocation: true });
  const sdl = subgraphSdl(schema, parts);
  return makeExecutableSchema({
    typeDefs: [schema, additions(schema)],
    resolvers: [
      resolvers,
      {
        Query: {
          _service: () => ({ sdl }),
          _entities: (_: unknown, args: EntitiesArguments, context: Context, info: GraphQLResolveInfo) =>
            entities(context, args.representations, maxRepresentations, selected(context, info)),
        },
        _Entity: { __resolveType: ({ __typename }: TypedEntity) => __typename },
      },
    ],
  });
}

function additions(schema: DocumentNode): string {
  const keyed = schema.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && keyOf(definition) !== undefined
      ? [definition.name.value]
      : [],
  );
  return `
    """
    A representation: an object of \`__typename\` and the key of that type, such as \`{ "__typename": "Contact", "id": "…" }\`.
    """
    scalar _Any

    """
    What a router may ask for by its key.
    """
    union _Entity = ${keyed.join(' | ')}

    """
    This gateway as a subgraph.
    """
    type _Service {
      """
      The schema with the directives that composition reads.
      """
      sdl: String
    }

    extend type Query {
      """
      Many entities by their keys, for federation routers: in the order asked for, null for each that is not found.
      """
      _entities(
        """
        What to look up; more than the configuration allows is BAD_USER_INPUT.
        """
        representations: [_Any!]!
      ): [_Entity]! @openToBoundCredentials
      """
      This gateway as a subgraph, for federation routers.
      """
      _service: _Service!
    }
  `;
}
