import { spawn } from 'node:child_process';
import { printable } from '../payload/printable.ts';

/** A shell's exit codes for a command that cannot be run or does not exist. */
const notStarted: ReadonlySet<number | null> = new Set([126, 127]);

type Environment = Readonly<Record<string, string | undefined>>;

const editorIn = (environment: Environment): string =>
  [environment['VISUAL'], environment['EDITOR']].find(
    (command) => command !== undefined && command.trim() !== '',
  ) ?? 'vi';

/** The person's editor, $VISUAL, otherwise $EDITOR, otherwise vi, in quotes for a sentence. */
export const editorName = (environment: Environment): string =>
  `"${printable(editorIn(environment), 60)}"`;

const run = (editor: string, file: string, signal: AbortSignal): Promise<number | null> =>
  new Promise((resolve, reject) => {
    // Through a shell, as in Git: the variable may contain arguments and quotes. `exec` lets the
    // signal reach the editor; it cannot be used if variables are set before the command.
    const prefix = /^\s*\w+=/.test(editor) ? '' : 'exec ';
    const child = spawn('sh', ['-c', `${prefix}${editor} "$1"`, 'sh', file], {
      stdio: 'inherit',
      signal,
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });

/** Runs the person's editor on a file in the terminal. Rejects with what went wrong, without a full stop. */
export const runEditor = async (
  file: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<void> => {
  const exitCode = await run(editorIn(environment), file, signal).catch(() => 127);
  const name = editorName(environment);
  if (notStarted.has(exitCode))
    throw new Error(
      `The editor ${name} cannot be started: set VISUAL or EDITOR to one that is installed`,
    );
  if (exitCode !== 0) throw new Error(`The editor ${name} ended with code ${exitCode ?? 'none'}`);
};
