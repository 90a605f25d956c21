import type { TestTerminal } from '../support/terminal.ts';
import { lookUntil } from './client.ts';

/** ms between two tries. */
const patience = 1000;

/** Types a key, which does no harm twice, until it has been heeded: a program that starts may miss it. */
export const pressUntilShown = (
  terminal: TestTerminal,
  key: string,
  shown: string,
): Promise<void> =>
  lookUntil(`${shown} after ${key}`, () => {
    terminal.type(key);
    return terminal.waitFor(shown, { timeout: patience }).then(
      () => true,
      () => false,
    );
  });
