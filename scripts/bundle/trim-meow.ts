import type { Plugin } from 'rolldown';

const call = 'var normalizeExports = requireNormalize();';

/**
 * Leaves the code that normalizes a package.json out of meow, which comes as one file: it is never
 * used here, and yet it would build its table of all licences at every start (10 ms). Fails if meow
 * has changed.
 */
export const trimMeow = (): Plugin => ({
  name: 'trim-meow',
  transform: (code, id) => {
    if (!id.endsWith('/meow/build/dependencies.js')) return undefined;
    if (!code.includes(call)) throw new Error(`meow has changed: "${call}" is not in it`);
    return { code: code.replace(call, 'var normalizeExports = () => undefined;'), map: null };
  },
});
