/** How each folder is measured; run.ts says which one, and what of it. */
const { MUTATE_FOLDER: folder = '', MUTATE_FILES: files = '' } = process.env;

export default {
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/sample.ts'],
  mutate: files.split(','),
  checkers: ['sample'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // What a module computes once, when it is loaded, would need all tests for each mutant: a tenth of the mutants would
  // take most of the time. They are left out of the score.
  ignoreStatic: true,
  // Stryker reads it with the JavaScript API of TypeScript, which TypeScript 7 does not have.
  tsconfigFile: 'none.json',
  concurrency: 1,
  // Tests read the format of the chat.
  ignorePatterns: ['dist', 'docs', '!docs/wire.md', 'man'],
  tempDirName: '.stryker/sandboxes',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: false },
  jsonReporter: { fileName: `.stryker/${folder}.json` },
  htmlReporter: { fileName: `.stryker/${folder}.html` },
  // A busy machine must not make a test look as if it had noticed.
  timeoutMS: 20_000,
  timeoutFactor: 2,
  dryRunTimeoutMinutes: 30,
};
