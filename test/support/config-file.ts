import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../source/command-line/config/config.ts';
import { readConfig } from '../../source/command-line/config/read-config.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Writes a config.toml for this test, and returns its path. */
export const configFile = (text: string | Uint8Array): string => {
  const path = join(temporaryFolder(), 'config.toml');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

/** What a config.toml of this text says. */
export const configOf = (text: string): Promise<Config> =>
  readConfig({ path: configFile(text), isNamed: true, home: '/home/me' });
