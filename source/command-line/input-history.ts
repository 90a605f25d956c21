import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../session/replace-file.ts';
import { decodeInputs, encodeInput, newestInputs } from './input-lines.ts';

/** A file longer than this, in bytes, is not ours. */
const longestFile = 32 * 1024 * 1024;

/** After how many lines of this process the file is trimmed. */
const trimAfter = 1000;

/** What was typed in this run and earlier ones. */
export type InputHistory = {
  /** The oldest first. */
  readonly lines: readonly string[];
  /** What is wrong with the file, in one sentence. */
  readonly problem: string | undefined;
  /** Keeps a line; if that fails, returns the reason in one sentence, once. */
  readonly add: (line: string) => string | undefined;
};

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** The text of the file, empty if there is none. Throws if it is not a file that we can use. */
const read = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return '';
  // Reading from a pipe would block.
  if (!found.isFile()) throw new Error('it is not a file');
  if (found.size > longestFile) throw new Error('it is too long');
  // Nobody else may read what was typed, whoever created the file.
  if ((found.mode & 0o077) !== 0) chmodSync(path, 0o600);
  return readFileSync(path, 'utf8');
};

/** Trims the file to the newest lines. */
const trim = (path: string): void => {
  const old = openSync(path, 'r');
  try {
    const { lines } = decodeInputs(readFileSync(old, 'utf8'));
    replaceFile(
      path,
      newestInputs(lines)
        .map((line) => encodeInput(line) ?? '')
        .join(''),
    );
    // Another process may have added lines to the old file meanwhile: they are read from where the
    // first read ended.
    const late = readFileSync(old, 'utf8');
    if (late !== '') appendFileSync(path, late);
  } finally {
    closeSync(old);
  }
};

/** Nothing is read and nothing written. */
const unusable = (problem: string): InputHistory => ({
  lines: [],
  problem,
  add: () => undefined,
});

/**
 * Opens the input history in a file: one line of JSON for each line typed. Each is appended in one
 * write, so that two processes can do so at once.
 */
export const openInputHistory = (path: string): InputHistory => {
  let lines: string[];
  let problem: string | undefined;
  let isTorn = false;
  try {
    const text = read(path);
    const found = decodeInputs(text);
    if (found.lines.length === 0 && found.broken > 0)
      return unusable(
        `The input history ${path} is damaged and is not used; remove it to start a new one.`,
      );
    if (found.broken > 0)
      problem = `The input history ${path} was damaged in places; the rest is used.`;
    lines = newestInputs(found.lines);
    if (lines.length < found.lines.length || found.broken > 0) trim(path);
    else isTorn = text !== '' && !text.endsWith('\n');
  } catch (error) {
    return unusable(
      `The input history ${path} cannot be used (${reason(error)}): what you type is remembered until you quit.`,
    );
  }
  let added = 0;
  let hasFailed = false;
  return {
    lines,
    problem,
    add: (line) => {
      const text = encodeInput(line);
      if (text === undefined || hasFailed) return undefined;
      try {
        if (!isThere(path)) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        appendFileSync(path, isTorn ? `\n${text}` : text, { mode: 0o600 });
        isTorn = false;
        added += 1;
        if (added % trimAfter === 0) trim(path);
        return undefined;
      } catch (error) {
        hasFailed = true;
        return `The input history ${path} cannot be written (${reason(error)}): what you type is remembered until you quit.`;
      }
    },
  };
};
