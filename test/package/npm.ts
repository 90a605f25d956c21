import { spawnSync } from 'node:child_process';

/** Runs npm and returns what it printed. Throws with npm's own words when it failed. */
export const npm = (args: readonly string[], timeout = 240_000): string => {
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    encoding: 'utf8',
    timeout,
    cwd: new URL('../..', import.meta.url).pathname,
  });
  if (status === 0) return stdout;
  throw new Error(`npm ${args.join(' ')} failed:\n${error?.message ?? ''}${stdout}${stderr}`);
};
