import { spawnSync } from 'node:child_process';
import { nodeProblem } from '../../source/node-version.ts';
import { findProgram } from './find-program.ts';

/** A Node.js on this machine that is too old for the program, if there is one; tests run on a newer one. */
export const oldNode = ['/usr/bin/node', '/usr/local/bin/node', findProgram('nodejs') ?? '']
  .map((path) => ({
    path,
    version: /^v(.+)$/m.exec(spawnSync(path, ['--version']).stdout?.toString() ?? '')?.[1],
  }))
  .find(({ version }) => version !== undefined && nodeProblem(version) !== undefined);
