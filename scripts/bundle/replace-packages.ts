import type { Plugin } from 'rolldown';

/**
 * Puts a file of ours in the place of a package, for everybody who imports it but the file itself:
 * so it can fall back on the package.
 */
export const replacePackages = (files: Readonly<Record<string, string>>): Plugin => ({
  name: 'replace-packages',
  resolveId: (id, importer) => {
    const file = Object.hasOwn(files, id) ? files[id] : undefined;
    return file === importer ? undefined : file;
  },
});
