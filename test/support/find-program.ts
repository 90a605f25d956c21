import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folders where Linux and macOS keep servers, which are not in everybody's PATH. */
const moreFolders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

/** The path of a program that is installed here, if it is. */
export const findProgram = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...moreFolders]
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
