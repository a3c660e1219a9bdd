/** A gateway over providers that lose answers. */
import { onTestFinished } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import {
  createSquirrelStackApp,
  createXeChatApp,
  createZaiaApp,
  type XeChatOptions,
} from '../../src/sandbox/index.ts';
import { startCuttingServer, type Fate } from './cutting-server.ts';
import { queryOf, TEST_SECRET } from './gateway.ts';

/** Over three providers, whose writes meet the fates given, in turn; then all are answered. `xeChat` replaces settings of Xe Chat. */
export async function startCutGateway(fates: Fate[] = [], xeChat: XeChatOptions = {}) {
  const apps = {
    xe: createXeChatApp({ sizes: { conversations: 20, contacts: 20 }, limits: false, ...xeChat }),
    site: createSquirrelStackApp({ limits: false }),
    zaia: createZaiaApp({ sizes: { chats: 20 } }),
  };
  const fateOf = () => fates.shift() ?? 'answered';
  const [xe, site, zaia] = await Promise.all([
    startCuttingServer(apps.xe, fateOf, 100),
    startCuttingServer(apps.site, fateOf, 100),
    startCuttingServer(apps.zaia, fateOf, 100),
  ]);
  const gateway = createGateway(
    configFrom({
      secret: TEST_SECRET,
      logging: { level: 'silent' },
      sources: [
        {
          key: 'xe',
          provider: 'xe-chat',
          baseUrl: `${xe.origin}/v1/chat`,
          apiKey: apps.xe.settings.credential,
        },
        {
          key: 'site',
          provider: 'squirrelstack',
          baseUrl: `${site.origin}/api/v1/chat`,
          siteKey: apps.site.settings.credential,
          budgets: [{ name: 'create', limit: 1000 }],
        },
        { key: 'zaia', provider: 'zaia', baseUrl: zaia.origin, apiKey: apps.zaia.settings.credential },
      ],
    }),
  );
  onTestFinished(() => gateway.dispose());
  const writes = () => [...xe.writes, ...site.writes, ...zaia.writes];
  const settled = () => Promise.all([xe, site, zaia].map((server) => server.settled()));
  return { apps, query: queryOf(gateway), writes, settled };
}

export type CutGateway = Awaited<ReturnType<typeof startCutGateway>>;
