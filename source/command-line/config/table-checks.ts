import type { CheckTable } from './read-config.ts';

/** Loaded where there is such a table: it is the screen's. */
const checkThemes: CheckTable = async (config) =>
  [config, ...config.profiles.values()].some(({ theme }) => theme !== undefined)
    ? (await import('../theme-flag.ts')).themeTableProblems(config)
    : [];

/** What checks the tables of config.toml that are no settings. */
export const tableChecks: readonly CheckTable[] = [checkThemes];
