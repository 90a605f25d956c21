import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type LockedPackage = {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
};

const { packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
) as { readonly packages: Readonly<Record<string, LockedPackage>> };

const namesOf = (passes: (one: LockedPackage) => boolean): string[] =>
  Object.entries(packages)
    .filter(([, one]) => passes(one))
    .map(([name]) => name);

it('the lock file has a hash of all that is downloaded', () => {
  const ours = ['', 'tools/node'];
  expect(namesOf(({ integrity, link }) => integrity === undefined && link !== true)).toEqual(ours);
});

it('nothing that is installed runs a script, which could download more', () => {
  expect(namesOf(({ hasInstallScript }) => hasInstallScript === true)).toEqual([]);
});
