import * as fc from 'fast-check';

/**
 * In CI the generated inputs are the same at every run, so that a failure belongs to the change that
 * is tested; on a contributor's machine each run goes on searching.
 */
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_122 });
