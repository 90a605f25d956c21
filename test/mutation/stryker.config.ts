/** How each folder is measured; run.ts says which one, and what of it. */
const { MUTATE_FOLDER: folder = '', MUTATE_FILES: files = '' } = process.env;

export default {
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/sample.ts'],
  mutate: files.split(','),
  checkers: ['sample'],
  testRunner: 'vitest',
  // A folder is measured by its own tests, not by others that happen to pass through it.
  vitest: { configFile: 'test/mutation/vitest.config.ts', dir: `test/${folder}` },
  coverageAnalysis: 'perTest',
  // Stryker reads it with the JavaScript API of TypeScript, which TypeScript 7 does not have.
  tsconfigFile: 'none.json',
  concurrency: 1,
  ignorePatterns: ['dist', 'docs', 'man'],
  tempDirName: '.stryker/sandboxes',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: false },
  jsonReporter: { fileName: `.stryker/${folder}.json` },
  htmlReporter: { fileName: `.stryker/${folder}.html` },
  // A busy machine must not make a test look as if it had noticed.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  // Mutants of what a module computes when it is loaded cost all tests of the folder; they count.
  warnings: { slow: false },
};
