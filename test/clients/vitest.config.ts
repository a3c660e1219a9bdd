import { transformAsync } from '@babel/core';
import { defineConfig, type Plugin } from 'vitest/config';

/** What relay-compiler made of each graphql`…`, put in its place, as every build of a Relay application does. */
const relay: Plugin = {
  name: 'relay',
  enforce: 'pre',
  async transform(code, file) {
    if (file.includes('node_modules') || !code.includes('graphql`')) return null;
    const transformed = await transformAsync(code, {
      filename: file,
      configFile: false,
      sourceMaps: true,
      parserOpts: { plugins: ['typescript', 'jsx'] },
      plugins: [['babel-plugin-relay', { eagerEsModules: true, artifactDirectory: 'relay/__generated__' }]],
    });
    return transformed?.code == null ? null : { code: transformed.code, map: transformed.map ?? null };
  },
};

export default defineConfig({
  plugins: [relay],
  test: {
    include: ['**/*.test.{ts,tsx}'],
    sequence: { shuffle: { files: true, tests: true } },
    // Every file starts a gateway of its own, which takes seconds on a busy machine.
    hookTimeout: 120_000,
    testTimeout: 120_000,
    maxWorkers: 2,
    // It renders without a DOM, which is all that Relay's hooks need.
    onConsoleLog: (log) => !log.includes('react-test-renderer is deprecated'),
  },
});
