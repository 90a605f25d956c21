import { dirname, join } from 'node:path';
import { npm } from './npm.ts';

/** The oldest Node.js that package.json promises, and the lines that are maintained. */
export const nodeVersions = ['22.13', '22', '24', '26'] as const;

const { platform, arch } = process;

/** Where the package `node` gets its program from: one package for each system. */
const nodePackage = `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;

const alias = (version: string): string => `node-${version}`;

const look = (): string | undefined => {
  try {
    npm(['view', `${nodePackage}@${nodeVersions[0]}`, 'version', '--fetch-retries=0'], 30_000);
    return undefined;
  } catch {
    return `the npm registry, or its ${nodePackage}, cannot be reached`;
  }
};

/** Says so when the Node.js versions cannot be had. */
export const nodeVersionsMissing: string | undefined = look();

/** Installs all of the versions into a folder. */
export const installNodeVersions = (folder: string): void => {
  const packages = nodeVersions.map((version) => `${alias(version)}@npm:${nodePackage}@${version}`);
  npm(['install', '--prefix', folder, '--no-save', '--ignore-scripts', ...packages]);
};

/** The folder with the program `node` of a version. */
export const nodeFolder = (folder: string, version: string): string =>
  dirname(join(folder, 'node_modules', alias(version), 'bin', 'node'));
