import { nodeProblem } from '../../source/node-version.ts';

/** Ends the process with a sentence if its Node.js is too old, before tests fail because of it. */
export const requireNode = (): void => {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return;
  process.stderr.write(
    `${problem}. "npm test" and "npx vitest" in this checkout use the newer one that "npm ci" has installed.\n`,
  );
  process.exit(1);
};
