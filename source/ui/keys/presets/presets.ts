import type { KeyPreset } from '../../action-context.ts';
import { emacsKeys } from './emacs.ts';
import type { PresetRow } from './preset-row.ts';
import { vimKeys } from './vim.ts';

/** The keys of each preset, where they are others than the program's own. */
export const keyPresets: Readonly<Record<KeyPreset, readonly PresetRow[]>> = {
  default: [],
  vim: vimKeys,
  emacs: emacsKeys,
};

/** The names of all presets. */
export const presetNames = Object.keys(keyPresets) as readonly KeyPreset[];
