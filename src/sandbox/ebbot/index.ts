import { startProvider } from '../shared/running-provider.ts';
import type { RunningProvider } from '../shared/running-provider.ts';
import { createEbbotApp } from './app.ts';
import type { EbbotOptions, EbbotSettings } from './settings.ts';
import type { EbbotState } from './state.ts';

export { createEbbotApp } from './app.ts';
export type { EbbotOptions, EbbotSettings } from './settings.ts';
export { chatId, EbbotState } from './state.ts';

export type EbbotSandbox = RunningProvider<EbbotState, EbbotSettings>;

/** Serves Ebbot's Chats API on loopback; `url` is the origin. */
export function startEbbot(options: EbbotOptions = {}): Promise<EbbotSandbox> {
  return startProvider(createEbbotApp(options), '', options.port);
}
