import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An installed package, as its package.json and its licence files describe it. */
export type BundledPackage = {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string | undefined;
  /** The texts of its licence files; empty if the package contains none. */
  readonly texts: readonly string[];
};

type Manifest = {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
};

const isLicence = (file: string): boolean => /^(licen[cs]es?|copying|notice)\b/i.test(file);

const licencesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(isLicence)
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());

const described = (manifest: Manifest & { name: string }, texts: string[]): BundledPackage => ({
  name: manifest.name,
  version: manifest.version ?? '',
  licence: manifest.license ?? 'not stated',
  author: typeof manifest.author === 'object' ? manifest.author.name : manifest.author,
  texts,
});

/**
 * The package that a file under `node_modules` belongs to; `undefined` for a file of ours. Licences
 * next to the file are those of code that the package itself has bundled.
 */
export const packageOf = (file: string): BundledPackage | undefined => {
  if (!file.includes('node_modules')) return undefined;
  const texts: string[] = [];
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    texts.unshift(...licencesIn(folder));
    const path = join(folder, 'package.json');
    if (!existsSync(path)) continue;
    // A package.json without a version only says how to load the files below it.
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (manifest.name !== undefined && manifest.version !== undefined)
      return described({ ...manifest, name: manifest.name }, texts);
  }
  return undefined;
};
