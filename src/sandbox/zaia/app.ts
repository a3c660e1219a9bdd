import { createBaseApp } from '../shared/base-app.ts';
import type { ProviderApp } from '../shared/running-provider.ts';
import { defaultSeed } from '../shared/settings.ts';
import { refuse } from './errors.ts';
import { chatRoutes } from './routes.ts';
import { seedZaia } from './seed.ts';
import { zaiaSettings } from './settings.ts';
import type { ZaiaOptions, ZaiaSettings } from './settings.ts';
import type { ZaiaState } from './state.ts';

/** The 7 endpoints of Zaia's chats over one workspace. */
export function createZaiaApp(options: ZaiaOptions = {}): ProviderApp<ZaiaState, ZaiaSettings> {
  const settings = zaiaSettings(options);
  const { seed = defaultSeed, sizes } = options;
  const state = options.state ?? seedZaia(seed, settings.now(), sizes?.chats ?? 320);
  const { app, requests, faults } = createBaseApp(settings, options);
  const api = app.basePath('/api/v1/chats');
  api.use(async (context, next) => {
    const expected = settings.authScheme === 'bearer' ? `Bearer ${settings.credential}` : settings.credential;
    if (context.req.header('authorization') !== expected) throw refuse(401, 'Invalid API key.');
    await next();
  });
  api.route('/', chatRoutes(state, settings));
  app.notFound((context) => context.json(refuse(404, 'Route not found.').body, 404));
  return { app, requests, faults, state, settings };
}
