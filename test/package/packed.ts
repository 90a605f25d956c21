import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm } from './npm.ts';

/** The package, packed and installed in an empty folder of its own. */
export type Packed = {
  /** Of the tarball, bytes. */
  readonly size: number;
  /** Paths inside of the tarball. */
  readonly files: readonly string[];
  /** Where it was installed. */
  readonly folder: string;
  /** The installed package. */
  readonly installed: string;
  /** An empty folder, for whatever else is needed. */
  readonly scratch: string;
  readonly remove: () => void;
};

/** Packs what `npm run build` has made and installs the tarball, without asking any registry. */
export const packAndInstall = (): Packed => {
  const root = mkdtempSync(join(tmpdir(), 'mqtt-tui-package-'));
  const [folder, scratch] = [join(root, 'empty'), join(root, 'scratch')];
  for (const each of [folder, scratch]) mkdirSync(each);
  const output = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', root]);
  const [tarball] = JSON.parse(output) as {
    filename: string;
    size: number;
    files: { path: string }[];
  }[];
  if (tarball === undefined) throw new Error(`npm pack has packed nothing: ${output}`);
  npm(['install', '--prefix', folder, '--offline', join(root, tarball.filename)]);
  return {
    size: tarball.size,
    files: tarball.files.map(({ path }) => path),
    folder,
    installed: join(folder, 'node_modules', 'mqtt-tui'),
    scratch,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
