import { startEbbot } from './ebbot/index.ts';
import type { EbbotOptions, EbbotSandbox } from './ebbot/index.ts';
import type { CommonSettings, StartOptions } from './shared/settings.ts';
import { startSquirrelStack } from './squirrelstack/index.ts';
import type { SquirrelStackOptions, SquirrelStackSandbox } from './squirrelstack/index.ts';
import { startXeChat } from './xe-chat/index.ts';
import type { XeChatOptions, XeChatSandbox } from './xe-chat/index.ts';
import { startZaia } from './zaia/index.ts';
import type { ZaiaOptions, ZaiaSandbox } from './zaia/index.ts';

export * from './ebbot/index.ts';
export * from './squirrelstack/index.ts';
export * from './xe-chat/index.ts';
export * from './zaia/index.ts';
export { faultsPath, type Faults } from './faults/faults.ts';
export { faultKinds, type FaultKind, type FaultRuleInput } from './faults/rules.ts';
export type { RequestLog, SandboxRequest } from './shared/requests.ts';
export type { ProviderApp, RunningProvider } from './shared/running-provider.ts';
export type { CommonSettings, Reply, StartOptions } from './shared/settings.ts';

/** What holds for all four, and per provider what holds for it alone. */
export interface SandboxOptions extends Partial<CommonSettings>, Omit<StartOptions, 'port'> {
  xeChat?: XeChatOptions;
  squirrelstack?: SquirrelStackOptions;
  ebbot?: EbbotOptions;
  zaia?: ZaiaOptions;
}

/** The four chat APIs, each answering on a loopback port of its own. */
export interface Sandbox {
  xeChat: XeChatSandbox;
  squirrelstack: SquirrelStackSandbox;
  ebbot: EbbotSandbox;
  zaia: ZaiaSandbox;
  /** Stops all four and cuts their connections. */
  close: () => Promise<void>;
}

/**
 * Starts the four APIs with generated data in which the same customers turn up at several of them.
 * Rejects, with nothing left running, when a port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { xeChat: xe, squirrelstack: squirrel, ebbot: bot, zaia: endless, ...shared } = options;
  const starting = [
    startXeChat({ ...shared, ...xe }),
    startSquirrelStack({ ...shared, ...squirrel }),
    startEbbot({ ...shared, ...bot }),
    startZaia({ ...shared, ...endless }),
  ] as const;
  try {
    const [xeChat, squirrelstack, ebbot, zaia] = await Promise.all(starting);
    const all = [xeChat, squirrelstack, ebbot, zaia];
    const close = async () => {
      await Promise.all(all.map((provider) => provider.close()));
    };
    return { xeChat, squirrelstack, ebbot, zaia, close };
  } catch (error) {
    for (const outcome of await Promise.allSettled(starting)) {
      if (outcome.status === 'fulfilled') await outcome.value.close();
    }
    throw error;
  }
}
