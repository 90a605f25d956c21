import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textWithoutMark } from '../payload/byte-order-mark.ts';
import { editorName, runEditor } from './run-editor.ts';

/** The longest text accepted from the editor, in bytes. */
const longest = 1024 * 1024;

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
    await runEditor(file, environment, signal).catch((error: unknown) => {
      throw failure((error as Error).message);
    });
    try {
      return read(file);
    } catch (error) {
      throw failure(
        `The text from the editor ${editorName(environment)} cannot be read (${(error as Error).message})`,
      );
    }
  } finally {
    signal.removeEventListener('abort', remove);
    remove();
  }
};
