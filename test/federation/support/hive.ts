/**
 * Hive Gateway's runtime, loaded so that the type checker does not follow: its types widen those of graphql for the whole program, and then ours no
 * longer fit them.
 */
import { createRequire } from 'node:module';

interface HiveRuntime {
  createGatewayRuntime(config: {
    readonly supergraph: string;
    readonly logging: boolean;
    readonly propagateHeaders: {
      readonly fromClientToSubgraphs: (incoming: { readonly request: Request }) => Record<string, string>;
    };
  }): {
    fetch(request: Request): Response | Promise<Response>;
    dispose(): unknown;
  };
}

const load = createRequire(import.meta.url);

export const hive = load('@graphql-hive/gateway-runtime') as HiveRuntime;
