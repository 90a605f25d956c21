import type { Workspace } from '../../session/workspace.ts';
import type { UiState } from '../ui-state.ts';
import { entriesAbove, paneEntries, type PaneEntry } from './pane-list.ts';
import { mostAbove } from './tree-list.ts';

/** A row on the screen. */
export type ShownEntry = PaneEntry & {
  /** Whether it stays there while the rows below it scroll past. */
  readonly isAbove: boolean;
};

/**
 * The rows on the screen if `top` is the first row. The heading and the branches that it is below, if they are
 * further up, take the place of the first ones: the nearest, in at most a third of the height.
 */
export const shownEntries = (
  workspace: Workspace,
  ui: Pick<UiState, 'folded'>,
  top: number,
  height: number,
): ShownEntry[] => {
  const entries = paneEntries(workspace, ui, top, height);
  const above = (row: number): PaneEntry[] => {
    const entry = entries[row];
    return entry === undefined ? [] : entriesAbove(workspace, entry);
  };
  const most = mostAbove(height);
  let covered = 0;
  while (covered < most && above(covered).length > covered) covered += 1;
  const branches = [above(covered), above(covered - 1)].find(({ length }) => length >= covered);
  const staying = covered === 0 || branches === undefined ? [] : branches.slice(-covered);
  return [
    ...staying.map((entry): ShownEntry => ({ ...entry, isAbove: true })),
    ...entries.slice(staying.length).map((entry): ShownEntry => ({ ...entry, isAbove: false })),
  ];
};
