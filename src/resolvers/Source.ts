import type { SourceResolvers } from '../generated/resolvers-types.ts';

export const Source: SourceResolvers = {
  id: ({ key }, _, { ids }) => ids.encode({ type: 'Source', source: key, nativeId: '' }),
  name: ({ connected }) => connected.name,
  provider: ({ connected }) => connected.provider.word,
  health: ({ connected }) => ({ ...connected.health(), liveIntervalSeconds: null }),
  budgets: async ({ connected, call }) => [...(await connected.budgets(call))],
};
