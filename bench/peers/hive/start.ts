/** Hive Gateway over a supergraph that Mesh composes of the OpenAPI document. */
import { createServer } from 'node:http';
import { createGatewayRuntime, LegacyLogger, Logger } from '@graphql-hive/gateway';
import { getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';
import { joinedTypes, joins } from '../joins.ts';

const [port, upstream = ''] = process.argv.slice(2);
const logger = new Logger({ level: 'error' });
const supergraph = await getComposedSchemaFromConfig(
  {
    subgraphs: [
      {
        sourceHandler: loadOpenAPISubgraph('xe', {
          source: new URL('../openapi.json', import.meta.url).pathname,
          endpoint: upstream,
        }),
      },
    ],
    additionalTypeDefs: joinedTypes,
  } as any,
  LegacyLogger.from(logger) as any,
);
const gateway = createGatewayRuntime({
  supergraph,
  additionalResolvers: joins,
  logging: logger,
  maskedErrors: false,
} as any);
createServer(gateway as any).listen(Number(port), '127.0.0.1');
