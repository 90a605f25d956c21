import type { Plugin } from 'rolldown';

/**
 * Replaces a package with a file of ours, for every importer except that file: so it can fall back
 * on the package.
 */
export const replacePackages = (files: Readonly<Record<string, string>>): Plugin => ({
  name: 'replace-packages',
  resolveId: (id, importer) => {
    const file = Object.hasOwn(files, id) ? files[id] : undefined;
    return file === importer ? undefined : file;
  },
});
