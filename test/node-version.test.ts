import { describe, expect, it } from 'vitest';
import { nodeProblem } from '../source/node-version.ts';
import { finished } from './support/finished.ts';
import { oldNode } from './support/old-node.ts';

describe('a version of Node.js', () => {
  it.each(['18.20.0', '20.20.2', '22.12.9'])('%s is too old', (version) => {
    expect(nodeProblem(version)).toBe(`Node.js 22.13 or newer is needed; this is ${version}`);
  });

  it.each(['22.13.0', '22.20.1', '24.0.0', '26.1.0'])('%s is new enough', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });
});

describe.skipIf(oldNode === undefined)('vitest', () => {
  it.each(['vitest.config.ts', 'vitest.package.config.ts'])(
    'ends in a sentence under a Node.js that is too old, by %s',
    async (config) => {
      const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', config];
      const { exitCode, out, err } = await finished(oldNode?.path ?? '', vitest);
      expect({ exitCode, out: out.toString() }).toEqual({ exitCode: 1, out: '' });
      expect(err).toMatch(
        /^Node\.js 22\.13 or newer is needed; this is [\d.]+\. "npm test" [^\n]+\n$/,
      );
    },
  );
});
