import { beforeAll, describe } from 'vitest';

const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');

/**
 * A block of tests that needs something on the machine. If it is missing (a sentence that says so),
 * the block is skipped with the reason in its title. In CI nothing is skipped: there it fails.
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
