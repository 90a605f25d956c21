import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeProblem } from '../../../session/recording/writable-file.ts';
import { EditRefused } from '../edit-refused.ts';
import { addProfiles, type NewProfile } from '../edit-config.ts';
import { writeConfig } from '../write-config.ts';
import type { CertificateFile } from './imported-connection.ts';
import type { Import } from './read-import.ts';

/** Writes a file for the person alone, and never over another one; returns its path. */
const writeFile = (folder: string, name: string, { key, content }: CertificateFile): string => {
  let path = join(folder, `${name}-${key}.pem`);
  for (let number = 2; existsSync(path); number++)
    path = join(folder, `${name}-${key}-${number}.pem`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = openSync(path, 'wx', 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return path;
  } catch (error) {
    throw new EditRefused(writeProblem(path, error));
  }
};

/**
 * Adds imported connections to config.toml as profiles, all or none, and writes the certificates and keys
 * they bring to the folder `certificates` beside it. Throws `EditRefused`.
 */
export const saveImport = (configPath: string, { profiles }: Import): void => {
  const folder = join(dirname(configPath), 'certificates');
  const all = profiles.map(({ name, connection }): NewProfile => ({
    name,
    settings: {
      ...connection.settings,
      ...Object.fromEntries(
        connection.files.map((file) => [file.key, writeFile(folder, name, file)]),
      ),
    },
  }));
  writeConfig(configPath, (text) => addProfiles(text, all));
};
