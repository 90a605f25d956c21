import { configDefaults, defineConfig } from 'vitest/config';

/** How Stryker runs the tests: nothing is searched at random, and nothing is skipped. */
const { MUTATE_FOLDER: folder = '' } = process.env;

export default defineConfig({
  test: {
    include: [`test/${folder}/**/*.test.ts`],
    // What runs in processes of its own runs without mutants.
    exclude: [...configDefaults.exclude, 'test/session/closing.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    env: { CI: '1' },
    // Stryker ends what takes too long; with what it adds, code that runs a million times takes several times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
