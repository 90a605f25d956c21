import type { Plugin } from 'rolldown';

const call = 'var normalizeExports = requireNormalize();';

/**
 * Leaves out of meow, which comes as one file, what puts a package.json in order: it is never asked
 * to here, and yet it would make its table of all licences at every start (10 ms). Fails where meow
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
