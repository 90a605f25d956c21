import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * Makes the entry executable: npm does that only when it links the package, and `npx mqtt-tui` in
 * this checkout would fail after the next build.
 */
export const executable = (): Plugin => ({
  name: 'executable',
  writeBundle({ dir = '' }, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk' && chunk.isEntry) chmodSync(join(dir, chunk.fileName), 0o755);
  },
});
