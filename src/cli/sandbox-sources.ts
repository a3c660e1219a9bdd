/** The sandbox as the environment would tell of it: what `serve` reads when nothing is configured, and `sandbox` prints. */
import type { Environment } from '../config.ts';
import type { Sandbox } from '../sandbox/index.ts';

export async function startEmbedded(): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/index.ts');
  // As documented: beyond its limit Ebbot answers nothing.
  return startSandbox({ ebbot: { limits: true } });
}

export function sandboxEnvironment({ xeChat, squirrelstack, ebbot, zaia }: Sandbox): Environment {
  return {
    XE_CHAT_URL: xeChat.url,
    XE_CHAT_API_KEY: xeChat.credential,
    SQUIRRELSTACK_URL: squirrelstack.url,
    SQUIRRELSTACK_SITE_KEY: squirrelstack.credential,
    EBBOT_URL: ebbot.url,
    EBBOT_API_KEY: ebbot.credential,
    ZAIA_URL: zaia.url,
    ZAIA_API_KEY: zaia.credential,
  };
}
