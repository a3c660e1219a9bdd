/** What clients and editors read: the GraphQL schema, and the configuration's JSON Schema. */
import { parse } from 'graphql';
import { configJsonSchema } from '../config.ts';
import { readSchema } from '../gateway.ts';
import { subgraphSdl } from '../subgraph/sdl.ts';
import { command } from './command.ts';
import { UsageError } from './terminal.ts';

export const printSchema = command(
  'print-schema',
  'Print the GraphQL schema (SDL).',
  {
    subgraph: { type: 'boolean', description: 'As a composer of Apollo Federation reads it.' },
    'without-node': {
      type: 'boolean',
      description: 'For a graph in which another subgraph owns `node` and `nodes`.',
    },
  },
  ({ subgraph, 'without-node': withoutNode }, { out }) => {
    if (withoutNode && !subgraph) throw new UsageError('--without-node is for --subgraph.');
    const sdl = readSchema();
    out((subgraph ? subgraphSdl(parse(sdl), { ownsNode: !withoutNode }) : sdl).trimEnd());
    return 0;
  },
);

export const printConfigSchema = command(
  'print-config-schema',
  'Print the JSON Schema of the configuration.',
  {},
  (_, { out }) => {
    out(JSON.stringify(configJsonSchema(), null, 2));
    return 0;
  },
);
