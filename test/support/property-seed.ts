import * as fc from 'fast-check';

/**
 * In CI the generated inputs are the same in every run, so that a failure is due to the change under
 * test; on a contributor's machine each run searches further.
 */
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_122 });
