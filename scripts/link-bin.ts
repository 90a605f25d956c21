import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';

/**
 * Puts this checkout's own command where `npx` looks first, with the Node.js that `npm ci` brought
 * beside it. Without it npx would copy a link into its cache, and warn of the machine's Node.js.
 */
const bin = new URL('../node_modules/.bin/', import.meta.url);
const link = new URL('mqtt-tui', bin);

chmodSync(new URL('../dist/cli.js', import.meta.url), 0o755);
// Windows has no symbolic links for everybody; there npx takes the longer way.
if (process.platform !== 'win32') {
  mkdirSync(bin, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../dist/cli.js', link);
}
