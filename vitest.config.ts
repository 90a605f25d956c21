import { configDefaults, defineConfig } from 'vitest/config';
import { requireNode } from './test/support/require-node.ts';

requireNode();

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Needs the npm registry: `npm run test:package`.
    exclude: [...configDefaults.exclude, 'test/package/**'],
    setupFiles: ['test/support/no-config.ts', 'test/support/property-seed.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results.json' }]],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A test that hangs on a broker must not hold two cores' worth of workers.
    maxWorkers: 2,
  },
});
