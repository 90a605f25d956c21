import { defineConfig } from 'vitest/config';
import { requireNode } from './test/support/require-node.ts';

requireNode();

/** `npm run test:package`: what comes out of `npm pack`, under other versions of Node.js too. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    setupFiles: ['test/support/no-config.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results.package.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
