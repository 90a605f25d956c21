import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { compareNames } from '../../collections/name-order.ts';
import { inHome } from './home-path.ts';

/** The most entries of a folder to read. */
const mostEntries = 10_000;

/** Names that nobody can type: with control characters, or not UTF-8. */
const untypeable = /[\p{Cc}�]/u;

/** Whether a name completes what was typed: a hidden one only if the dot was typed. */
const fits = (name: string, start: string): boolean =>
  name.startsWith(start) && (start !== '' || !name.startsWith('.')) && !untypeable.test(name);

/** The entries whose names start with a text, by name. */
const entriesIn = async (folder: string, start: string): Promise<Dirent[]> => {
  const found: Dirent[] = [];
  let seen = 0;
  for await (const entry of await opendir(folder)) {
    if (fits(entry.name, start)) found.push(entry);
    seen += 1;
    if (seen === mostEntries) break;
  }
  return found.toSorted((one, other) => compareNames(one.name, other.name));
};

/** The name to offer: a folder's ends in `/`; none for anything but files and folders. */
const offeredName = async (folder: string, entry: Dirent): Promise<string[]> => {
  const { name } = entry;
  const found = entry.isSymbolicLink()
    ? await stat(join(folder, name)).catch(() => undefined)
    : entry;
  if (found?.isDirectory() === true) return [`${name}/`];
  return found?.isFile() === true ? [name] : [];
};

/**
 * The paths that start with what was typed, at most `most`; folders end in `/`. `~/` is the home folder.
 * None if the folder cannot be read.
 */
export const pathsStartingWith = async (
  typed: string,
  home: string,
  most: number,
): Promise<string[]> => {
  if (typed === '~' || /(?:^|\/)\.\.$/.test(typed)) return [`${typed}/`];
  const end = typed.lastIndexOf('/') + 1;
  const before = typed.slice(0, end);
  const folder = before === '' ? '.' : inHome(before, home);
  try {
    const entries = await entriesIn(folder, typed.slice(end));
    const names = entries.slice(0, most).map((entry) => offeredName(folder, entry));
    return (await Promise.all(names)).flat().map((name) => before + name);
  } catch {
    return [];
  }
};
