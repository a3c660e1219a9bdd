import { startProvider } from '../shared/running-provider.ts';
import type { RunningProvider } from '../shared/running-provider.ts';
import { createSquirrelStackApp, squirrelStackBasePath } from './app.ts';
import type { SquirrelStackOptions, SquirrelStackSettings } from './settings.ts';
import type { SquirrelStackState } from './state.ts';

export { createSquirrelStackApp } from './app.ts';
export type { SquirrelStackOptions, SquirrelStackSettings } from './settings.ts';
export { SquirrelStackState } from './state.ts';

export type SquirrelStackSandbox = RunningProvider<SquirrelStackState, SquirrelStackSettings>;

/** Serves SquirrelStack's chat API on loopback; `url` ends in `/api/v1/chat`. */
export function startSquirrelStack(options: SquirrelStackOptions = {}): Promise<SquirrelStackSandbox> {
  return startProvider(createSquirrelStackApp(options), squirrelStackBasePath, options.port);
}
