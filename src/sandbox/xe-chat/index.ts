import { startProvider } from '../shared/running-provider.ts';
import type { RunningProvider } from '../shared/running-provider.ts';
import { createXeChatApp, xeChatBasePath } from './app.ts';
import type { XeChatOptions, XeChatSettings } from './settings.ts';
import type { XeChatState } from './state.ts';

export { createXeChatApp } from './app.ts';
export type { XeChatOptions, XeChatSettings } from './settings.ts';
export { XeChatState } from './state.ts';

export type XeChatSandbox = RunningProvider<XeChatState, XeChatSettings>;

/** Serves the Xe Chat API on loopback; `url` ends in `/v1/chat`. */
export function startXeChat(options: XeChatOptions = {}): Promise<XeChatSandbox> {
  return startProvider(createXeChatApp(options), xeChatBasePath, options.port);
}
