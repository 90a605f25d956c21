import type { Plugin } from 'rolldown';

const call = "var assert = require('assert')";

/**
 * Leaves Node.js's assert (2 MB) out of signal-exit, which checks with it whether Ink passes a function. Fails if
 * signal-exit has changed.
 */
export const trimSignalExit = (): Plugin => ({
  name: 'trim-signal-exit',
  transform: (code, id) => {
    if (!id.endsWith('/signal-exit/index.js')) return undefined;
    if (!code.includes(call)) throw new Error(`signal-exit has changed: "${call}" is not in it`);
    return { code: code.replace(call, 'var assert = { equal: () => undefined }'), map: null };
  },
});
