import { emacsKeys } from './emacs.ts';
import type { PresetRow } from './preset-row.ts';
import { vimKeys } from './vim.ts';

/** The keys of each preset, where they are others than the program's own. */
export const keyPresets = {
  default: [],
  vim: vimKeys,
  emacs: emacsKeys,
} as const satisfies Readonly<Record<string, readonly PresetRow[]>>;

/** The name of a preset. */
export type KeyPreset = keyof typeof keyPresets;

/** The names of all presets. */
export const presetNames = Object.keys(keyPresets) as readonly KeyPreset[];
