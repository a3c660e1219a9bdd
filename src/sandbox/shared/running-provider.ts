import type { Hono } from 'hono';
import type { SandboxEnv } from './env.ts';
import type { Faults } from '../faults/faults.ts';
import { listen } from './listen.ts';
import type { RequestLog } from './requests.ts';

/** A provider's app before it listens: call it through `app.request(…)`, or start it. */
export interface ProviderApp<State, Settings> {
  app: Hono<SandboxEnv>;
  /** What was asked of it, oldest first. */
  requests: RequestLog;
  /** What befalls its requests; nothing by default. */
  faults: Faults;
  /** The rows behind it; change them freely, the next reply shows it. */
  state: State;
  /** How it behaves; change it freely, the next reply follows. */
  settings: Settings;
}

/** A provider of the sandbox, answering on loopback. */
export interface RunningProvider<State, Settings> extends ProviderApp<State, Settings> {
  /** The base URL a client of this API is configured with. */
  url: string;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** The key it accepts. */
  credential: string;
  close: () => Promise<void>;
}

export async function startProvider<State, Settings extends { credential: string }>(
  provider: ProviderApp<State, Settings>,
  basePath: string,
  port: number | undefined,
): Promise<RunningProvider<State, Settings>> {
  const { origin, close } = await listen(provider.app, port);
  return { ...provider, origin, url: origin + basePath, credential: provider.settings.credential, close };
}
