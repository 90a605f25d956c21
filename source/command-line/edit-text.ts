import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../payload/printable.ts';
import { textWithoutMark } from '../payload/byte-order-mark.ts';

/** The longest text accepted from the editor, in bytes. */
const longest = 1024 * 1024;

/** A shell's exit codes for a command that cannot be run or does not exist. */
const notStarted: ReadonlySet<number | null> = new Set([126, 127]);

const editorIn = (environment: Readonly<Record<string, string | undefined>>): string =>
  [environment['VISUAL'], environment['EDITOR']].find(
    (command) => command !== undefined && command.trim() !== '',
  ) ?? 'vi';

/** Runs the editor in the terminal; resolves with its exit code, `null` if a signal ended it. */
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

const read = (file: string): string => {
  if (statSync(file).size > longest) throw new Error('it is longer than 1 MiB');
  return textWithoutMark(readFileSync(file, 'utf8')).replaceAll('\r\n', '\n').replace(/\n$/, '');
};

const failure = (problem: string): Error => new Error(`${problem}; what you typed is unchanged.`);

/**
 * Opens a text in the person's editor: $VISUAL, otherwise $EDITOR, otherwise vi. The text is in a
 * file that only they can read; it is removed afterwards, and when `signal` aborts. Rejects with one
 * sentence.
 */
export const editText = async (
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<string> => {
  const editor = editorIn(environment);
  const name = `"${printable(editor, 60)}"`;
  let folder: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'mqtt-tui-'));
  } catch (error) {
    throw new Error(`Cannot create a file for the editor: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  signal.addEventListener('abort', remove, { once: true });
  try {
    const file = join(folder, 'message.txt');
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    const exitCode = await run(editor, file, signal).catch(() => 127);
    if (notStarted.has(exitCode))
      throw failure(
        `The editor ${name} cannot be started: set VISUAL or EDITOR to one that is installed`,
      );
    if (exitCode !== 0) throw failure(`The editor ${name} ended with code ${exitCode ?? 'none'}`);
    try {
      return read(file);
    } catch (error) {
      throw failure(
        `The text from the editor ${name} cannot be read (${(error as Error).message})`,
      );
    }
  } finally {
    signal.removeEventListener('abort', remove);
    remove();
  }
};
