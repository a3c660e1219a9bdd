import type { HttpBindings } from '@hono/node-server';

/** Bindings are absent when an app is called without a server. */
export interface SandboxEnv {
  Bindings: Partial<HttpBindings>;
}
