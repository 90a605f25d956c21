import type { Plugin } from 'rolldown';
import { type BundledPackage, packageOf } from './package-of.ts';

const rule = '-'.repeat(80);

const entry = ({ name, version, licence, author, texts }: BundledPackage): string => {
  const by = author === undefined || author === '' ? '' : `, by ${author}`;
  const text =
    texts.length > 0
      ? texts.join('\n\n')
      : `The package contains no licence file; its package.json says: ${licence}${by}.`;
  return `${rule}\n${name} ${version} (${licence})\n${rule}\n\n${text}\n`;
};

/** Writes a file with the licences of all packages that have code in the bundle. */
export const thirdPartyLicences = (fileName: string): Plugin => ({
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const packages = new Map<string, BundledPackage>();
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
        // The ids of the bundler's CommonJS wrappers begin with a zero byte.
        const found = renderedLength > 0 ? packageOf(id.replace(/^\0/, '')) : undefined;
        if (found === undefined) continue;
        const key = `${found.name} ${found.version}`;
        const texts = new Set([...(packages.get(key)?.texts ?? []), ...found.texts]);
        packages.set(key, { ...found, texts: [...texts] });
      }
    }
    const sorted = [...packages.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const entries = sorted.map(([, found]) => entry(found));
    this.emitFile({
      type: 'asset',
      fileName,
      source: `mqtt-tui contains code of these packages.\n\n${entries.join('\n')}`,
    });
  },
});
