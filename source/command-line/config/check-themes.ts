import type { CheckTable } from './read-config.ts';

/** Checks the tables `[theme]`, in every command: a file with a mistake anywhere is not used. */
export const checkThemes: CheckTable = async (config) =>
  [config, ...config.profiles.values()].some(({ theme }) => theme !== undefined)
    ? (await import('../theme-flag.ts')).themeTableProblems(config)
    : [];
