import { createBaseApp } from '../shared/base-app.ts';
import type { ProviderApp } from '../shared/running-provider.ts';
import { defaultSeed } from '../shared/settings.ts';
import { authenticate } from './access.ts';
import { widgetRoutes } from './conversations.ts';
import { seedSquirrelStack } from './seed.ts';
import { squirrelStackSettings } from './settings.ts';
import type { SquirrelStackOptions, SquirrelStackSettings } from './settings.ts';
import type { SquirrelStackState } from './state.ts';

export const squirrelStackBasePath = '/api/v1/chat';

/** The 5 endpoints of SquirrelStack's chat widget over one site's conversations. */
export function createSquirrelStackApp(
  options: SquirrelStackOptions = {},
): ProviderApp<SquirrelStackState, SquirrelStackSettings> {
  const settings = squirrelStackSettings(options);
  const { seed = defaultSeed, sizes } = options;
  const state = options.state ?? seedSquirrelStack(seed, settings.now(), sizes?.conversations ?? 15);
  const { app, requests, faults } = createBaseApp(settings, options);
  const api = app.basePath(squirrelStackBasePath);
  api.use(authenticate(settings));
  api.route('/', widgetRoutes(state, settings));
  app.notFound((context) => context.json({ error: 'Not found' }, 404));
  return { app, requests, faults, state, settings };
}
