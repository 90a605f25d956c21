import { statSync } from 'node:fs';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import type { FoundConnections } from '../../../ui/connections/profile-book.ts';
import { EditRefused } from '../edit-refused.ts';
import { FileProblem } from '../read-file.ts';
import { type Import, readImport } from './read-import.ts';
import { saveImport } from './save-import.ts';

/** Whether nobody else can read a file, or none is there yet: a new one is for the person alone. */
const isPrivate = (path: string): boolean => {
  const found = statSync(path, { throwIfNoEntry: false });
  // Windows knows no such modes.
  return found === undefined || (found.mode & 0o077) === 0 || platform() === 'win32';
};

/** Where the connections go to. */
export type Destination = {
  /** config.toml. */
  readonly path: string;
  /** The names of its profiles. */
  readonly taken: Iterable<string>;
  /** The home folder, for `~/`. */
  readonly home: string;
};

const asFound = (configPath: string, found: Import): FoundConnections => ({
  program: found.program,
  connections: found.profiles.map(({ name, connection }, index) => ({
    name,
    ...(connection.formerName === name ? {} : { formerName: connection.formerName }),
    address: connection.address,
    leftOut: [...(index === 0 ? found.leftOut : []), ...connection.leftOut],
  })),
  save: async () => {
    try {
      saveImport(configPath, found);
      return undefined;
    } catch (error) {
      if (error instanceof EditRefused) return error.message;
      throw error;
    }
  },
});

/** What a file of another program would bring to config.toml; one sentence if that is nothing. */
export const findConnections = (
  typed: string,
  { path: configPath, taken, home }: Destination,
): FoundConnections | string => {
  const path = typed.startsWith('~/') ? join(home, typed.slice(2)) : resolve(typed);
  try {
    return asFound(configPath, readImport(path, taken, isPrivate(configPath)));
  } catch (error) {
    if (error instanceof FileProblem) return `${typed}: ${error.message}`;
    throw error;
  }
};
