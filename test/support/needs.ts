import { beforeAll, describe } from 'vitest';

const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');

/**
 * A block of tests that needs something of the machine. When that is missing (a sentence that says
 * so), the block is skipped with the reason in its title; in CI it fails: nothing is skipped there.
 */
export const describeWith = (missing: string | undefined, name: string, body: () => void): void => {
  const isSkipped = missing !== undefined && !isCi;
  const reason = isSkipped ? ` (skipped: ${missing})` : '';
  describe.skipIf(isSkipped)(`${name}${reason}`, () => {
    if (missing !== undefined) {
      beforeAll(() => {
        throw new Error(missing);
      });
    }
    body();
  });
};
