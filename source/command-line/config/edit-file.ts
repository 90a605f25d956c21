import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printable } from '../../payload/printable.ts';
import { askYes } from '../ask-yes.ts';
import type { Host } from '../host.ts';
import { runEditor } from '../run-editor.ts';
import { UsageError } from '../usage-error.ts';
import type { LookedInto } from './read-config.ts';
import { isThere } from './read-file.ts';
import { starter } from './starter.ts';

/** Creates the file for its owner alone: it may get a password. */
const create = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, starter, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${path} cannot be created (${code ?? message}).`);
  }
};

/**
 * Opens the file in the person's editor, and again while it has mistakes and they want to; a file that is not there
 * begins with hints. Says what is wrong, and resolves with it. Rejects with `UsageError`.
 */
export const editFile = async (
  path: string,
  host: Host,
  check: () => Promise<LookedInto>,
): Promise<LookedInto> => {
  const isNew = !isThere(path);
  if (isNew) create(path);
  const { signal } = new AbortController();
  for (;;) {
    try {
      await runEditor(path, host.environment, signal);
    } catch (error) {
      if (isNew && isThere(path) && readFileSync(path, 'utf8') === starter) rmSync(path);
      throw new UsageError(`${(error as Error).message}.`);
    }
    const found = await check();
    if (found.problems.length === 0) return found;
    for (const problem of found.problems) host.stderr.write(`mqtt-tui: ${printable(problem)}\n`);
    if (!host.stdin.isTTY || !(await askYes(host, 'Edit it again?', signal))) return found;
  }
};
