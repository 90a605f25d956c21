import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inHome } from './home-path.ts';

/** How many entries of a folder are looked at. */
const mostEntries = 10_000;

/** Names that nobody can type: no line has them, or they are no UTF-8. */
const untypeable = /[\p{Cc}�]/u;

/** Whether a name is offered for what is typed of it: a hidden one only where the dot is typed. */
const fits = (name: string, start: string): boolean =>
  name.startsWith(start) && (start !== '' || !name.startsWith('.')) && !untypeable.test(name);

/** The entries whose names begin with something, by name. */
const entriesIn = async (folder: string, start: string): Promise<Dirent[]> => {
  const found: Dirent[] = [];
  let seen = 0;
  for await (const entry of await opendir(folder)) {
    if (fits(entry.name, start)) found.push(entry);
    seen += 1;
    if (seen === mostEntries) break;
  }
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
};

/** The name as it goes on: a folder's with `/`; nothing for what is neither file nor folder. */
const offeredName = async (folder: string, entry: Dirent): Promise<string[]> => {
  const { name } = entry;
  const found = entry.isSymbolicLink()
    ? await stat(join(folder, name)).catch(() => undefined)
    : entry;
  if (found?.isDirectory() === true) return [`${name}/`];
  return found?.isFile() === true ? [name] : [];
};

/**
 * The paths that begin with what is typed, `~/` being the home folder, at most `most` of them;
 * folders end in `/`. Where nothing can be read there are none.
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
