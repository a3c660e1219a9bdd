import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Without it vitest loads two copies of graphql, and `instanceof GraphQLError` fails in tests alone.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Packages of their own: .ci/clients.sh installs and runs them.
    exclude: ['**/node_modules/**', 'test/clients/**', 'test/federation/**'],
    // Any order must do; the reporter prints the seed, `npm run test:unit -- --sequence.seed=N` repeats it.
    sequence: { shuffle: { files: true, tests: true } },
    // Modules are loaded once per worker, not once per file, which was a third of the time. Whatever a test changes outside of itself it puts back.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
