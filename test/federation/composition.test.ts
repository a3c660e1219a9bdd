import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithHive } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readSchema } from '../../src/gateway.ts';
import { subgraphSdl } from '../../src/subgraph/sdl.ts';
import { blockOf } from './support/documented.ts';

const switchboard = (ownsNode = true) => subgraphSdl(parse(readSchema()), { ownsNode });

/** Another subgraph that finds anything by its id, and knows of Switchboard's contacts only that they have one. */
const OTHER_OWNER = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  interface Node {
    id: ID!
  }
  type Contact implements Node @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
  }
`;

const COMPOSERS = { Apollo: composeWithApollo, Hive: composeWithHive };

describe.each(Object.entries(COMPOSERS))('%s’s composer', (_, compose) => {
  /** Names and SDL of subgraphs to a supergraph, or to the codes of what stands against it. */
  function composed(sdls: Readonly<Record<string, string>>): { sdl: string } | { codes: unknown[] } {
    const services = Object.entries(sdls).map(([name, sdl]) => ({
      name,
      url: `http://${name}.test/graphql`,
      typeDefs: parse(sdl),
    }));
    const { supergraphSdl, errors } = compose(services);
    return supergraphSdl === undefined
      ? { codes: errors.map(({ extensions }) => extensions['code']) }
      : { sdl: supergraphSdl };
  }

  test('takes Switchboard alone', () => {
    expect(composed({ switchboard: switchboard() })).toHaveProperty('sdl');
  });

  test('joins what the CRM adds to contacts and customers', () => {
    const supergraph = composed({ switchboard: switchboard(), crm: blockOf('graphql crm') });
    expect(supergraph).toHaveProperty('sdl');
    const { sdl } = supergraph as { sdl: string };
    expect(sdl).toMatch(/lead: Lead @join__field\(graph: CRM\)/);
    expect(sdl).toMatch(/conversations\(/);
    expect(sdl).toMatch(/type Customer[^{]*key: "email"[^{]*key: "email"/);
  });

  test('takes another owner of node where Switchboard leaves it out', () => {
    const { sdl } = composed({ switchboard: switchboard(false), other: OTHER_OWNER }) as { sdl: string };
    expect(sdl).toMatch(/\n {2}node\([^)]*\): Node @join__field\(graph: OTHER\)/);
  });

  test('says so where a graph has two owners of node', () => {
    const { codes } = composed({ switchboard: switchboard(), other: OTHER_OWNER }) as { codes: unknown[] };
    expect(codes).toContain('INVALID_FIELD_SHARING');
  });
});
