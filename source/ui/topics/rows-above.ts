import type { MqttSession } from '../../session/session.ts';
import { mostAbove, rowsAbove, treeEntries, type TreeEntry } from './tree-list.ts';

/** A row on the screen. */
export type ShownEntry = TreeEntry & {
  /** Whether it stays there while the rows below it scroll past. */
  readonly isAbove: boolean;
};

/**
 * The rows on the screen if `top` is the first row. The branches that it is in, if they are further up,
 * take the place of the first ones: the nearest branches, in at most a third of the height.
 */
export const shownEntries = (session: MqttSession, top: number, height: number): ShownEntry[] => {
  const entries = treeEntries(session, top, height);
  const above = (row: number) => {
    const entry = entries[row];
    return entry?.kind === 'topic' ? rowsAbove(session, entry.node) : [];
  };
  const most = mostAbove(height);
  let covered = 0;
  while (covered < most && above(covered).length > covered) covered += 1;
  const branches = [above(covered), above(covered - 1)].find(({ length }) => length >= covered);
  const staying = covered === 0 || branches === undefined ? [] : branches.slice(-covered);
  return [
    ...staying.map((node): ShownEntry => ({ kind: 'topic', node, isAbove: true })),
    ...entries.slice(staying.length).map((entry): ShownEntry => ({ ...entry, isAbove: false })),
  ];
};
