import { startProvider } from '../shared/running-provider.ts';
import type { RunningProvider } from '../shared/running-provider.ts';
import { createZaiaApp } from './app.ts';
import type { ZaiaOptions, ZaiaSettings } from './settings.ts';
import type { ZaiaState } from './state.ts';

export { createZaiaApp } from './app.ts';
export type { ZaiaOptions, ZaiaSettings } from './settings.ts';
export { ZaiaState } from './state.ts';

export type ZaiaSandbox = RunningProvider<ZaiaState, ZaiaSettings>;

/** Serves Zaia's chats API on loopback; `url` is the origin. */
export function startZaia(options: ZaiaOptions = {}): Promise<ZaiaSandbox> {
  return startProvider(createZaiaApp(options), '', options.port);
}
