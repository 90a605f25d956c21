import { defineConfig } from 'vitest/config';

/** `npm run test:package`: what comes out of `npm pack`, under other versions of Node.js too. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'test-results.package.json' }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
