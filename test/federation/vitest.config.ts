import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // As in the root's: gateways and tests share one copy of graphql.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['**/*.test.ts'],
    sequence: { shuffle: { files: true, tests: true } },
    // Every file starts a gateway of its own, which takes seconds on a busy machine.
    hookTimeout: 60_000,
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
