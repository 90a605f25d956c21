import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { freePort } from '../support/free-port.ts';
import { describeWith } from '../support/needs.ts';
import { enter, line, open } from '../terminal/program.ts';
import {
  installNodeVersions,
  nodeFolder,
  nodeVersions,
  nodeVersionsMissing,
} from './node-versions.ts';
import { type Packed, packAndInstall } from './packed.ts';

let packed: Packed;
beforeAll(() => {
  packed = packAndInstall();
});
afterAll(() => packed.remove());

const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** Names of packages in the bundle, from the comments with paths of modules that it keeps. */
const bundledPackages = (folder: string): string[] => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [
      ...read(folder, file).matchAll(/^\s*\/\/ .*node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\/\S+$/gm),
    ])
    .map(([, name = '']) => name);
  return [...new Set(names)];
};

describe('the tarball', () => {
  it('is smaller than 2 MB', () => {
    expect(packed.size).toBeLessThan(2_000_000);
  });

  it('contains the program and all that is to be read, nothing else', () => {
    const others = packed.files.filter((path) => !/^dist\/[\w-]+\.js$/.test(path));
    const pages = others.filter((path) => /^docs\/(?:[\w-]+\/)?[\w-]+\.(?:md|svg)$/.test(path));
    expect(pages.toSorted()).toEqual(
      readdirSync('docs', { recursive: true, encoding: 'utf8' })
        .filter((path) => path.includes('.'))
        .map((path) => join('docs', path))
        .toSorted(),
    );
    expect(others.filter((path) => !pages.includes(path)).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'SECURITY.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'man/mqtt-tui.1',
      'package.json',
    ]);
    expect(packed.files).toContain('dist/cli.js');
  });

  it('is one package once installed, with nothing to be compiled or fetched', () => {
    const lock = JSON.parse(read(packed.folder, 'node_modules', '.package-lock.json')) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    expect(Object.keys(lock.packages)).toEqual(['node_modules/mqtt-tui']);
    expect(lock.packages['node_modules/mqtt-tui']?.hasInstallScript).toBeUndefined();
    const manifest = JSON.parse(read(packed.installed, 'package.json')) as object;
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies'])
      expect(manifest).not.toHaveProperty(kind);
  });

  it('names every package that went into it, with its licence', () => {
    const licences = read(packed.installed, 'dist', 'THIRD-PARTY-LICENSES.txt');
    const headings = [...licences.matchAll(/^-+\n(\S+) \d\S* \([^)]+\)\n-+\n\n\S/gm)];
    const names = headings.map(([, name = '']) => name);
    const bundled = bundledPackages(join(packed.installed, 'dist'));
    expect(bundled).toEqual(expect.arrayContaining(['aedes', 'ink', 'mqtt', 'react']));
    expect(bundled.filter((name) => !names.includes(name))).toEqual([]);
    expect(names).not.toContain('debug');
    expect(licences).not.toContain('not stated');
  });
});

/** The program as npm puts it into the PATH. */
const command = (): string => join(packed.folder, 'node_modules', '.bin', 'mqtt-tui');

describeWith(nodeVersionsMissing, 'the installed program', () => {
  beforeAll(() => installNodeVersions(packed.scratch), 300_000);

  describe.each(nodeVersions)('under Node.js %s', (version) => {
    /** The program's first line asks for the `node` that stands first in the PATH. */
    const environment = (): Record<string, string> => ({
      PATH: `${nodeFolder(packed.scratch, version)}${delimiter}${process.env['PATH'] ?? ''}`,
      XDG_CACHE_HOME: join(packed.scratch, 'cache'),
    });
    const run = (program: string, arg: string, more: Record<string, string> = {}): string =>
      execFileSync(program, [arg], {
        encoding: 'utf8',
        env: { ...process.env, ...environment(), ...more },
      });

    it('is run by that version', () => {
      expect(run('node', '--version')).toMatch(new RegExp(`^v${version.replace('.', '\\.')}\\.`));
    });

    it('prints its version and its help', () => {
      expect(run(command(), '--version')).toBe(`${packageJson.version}\n`);
      expect(run(command(), '--help')).toContain('--no-monitor');
    });

    it('keeps itself compiled for the next start, where it may', () => {
      const cache = join(packed.scratch, 'cache', 'mqtt-tui');
      run(command(), '--version');
      expect(readdirSync(cache).join(' ')).toContain(run('node', '--version').trim());
      const nowhere = join(packed.installed, 'package.json');
      expect(run(command(), '--version', { XDG_CACHE_HOME: nowhere })).toMatch(/^\d/);
    });

    it.each(['first', 'second'])('opens the screen at the %s start, chats and quits', async () => {
      const port = String(await freePort());
      const terminal = open({
        command: command(),
        args: ['--port', port, '--nick', 'alice'],
        cwd: packed.folder,
        env: environment(),
      });
      await terminal.waitFor(line('alice', 'Hello,anyone!', '✓'));
      enter(terminal, 'out of the box');
      await terminal.waitFor(line('alice', 'out of the box', '✓'));
      terminal.press('Ctrl+C');
      await terminal.waitFor('Quit mqtt-tui?');
      terminal.press('Ctrl+C');
      expect(await terminal.exited).toEqual({ exitCode: 0, signal: undefined });
      expect(terminal.raw()).not.toContain('crashed');
    });
  });
});
