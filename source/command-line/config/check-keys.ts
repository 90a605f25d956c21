import type { CheckTable } from './read-config.ts';

/** Checks `[keys]` by the table of keys, which brings the whole screen with it. */
export const checkKeys: CheckTable = async ({ keys }) => {
  if (keys === undefined) return [];
  const [{ boundKeys }, { keyBindings }] = await Promise.all([
    import('../../ui/keys/bound-keys.ts'),
    import('../../ui/keys/key-bindings.ts'),
  ]);
  return boundKeys(keyBindings, keys).problems;
};
