import { defineConfig } from 'vitest/config';

/** How Stryker runs the tests: nothing is searched at random, and nothing is skipped. */
const { MUTATE_TESTS: tests = '' } = process.env;

export default defineConfig({
  test: {
    include: tests.split(',').map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
    setupFiles: ['test/support/property-seed.ts'],
    env: { CI: '1' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
