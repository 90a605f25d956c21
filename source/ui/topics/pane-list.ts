import type { MqttSession } from '../../session/session.ts';
import type { Workspace } from '../../session/workspace.ts';
import type { UiState } from '../ui-state.ts';
import type { Selection } from './state.ts';
import {
  isSelected,
  mostAbove,
  rowsAbove,
  selectedRow,
  selectionOf,
  treeEntries,
  type TreeEntry,
  treeIndexOf,
  treeLength,
} from './tree-list.ts';

/** A row of the left pane: a room or a topic of a session, or where there are several, the heading of one. */
export type PaneEntry = { readonly session: MqttSession } & (
  | { readonly kind: 'broker' }
  | TreeEntry
);

/** All sessions, and the one whose selection is meant. */
export type PaneSource = { readonly workspace: Workspace; readonly session: MqttSession };

type Folding = Pick<UiState, 'folded'>;

/** The rows of a session, its heading included. */
type Section = {
  readonly session: MqttSession;
  /** The row of its heading, or without one the first row. */
  readonly start: number;
  /** How many rows its heading has: 0 or 1. */
  readonly heading: number;
  /** How many rows are below the heading. */
  readonly below: number;
};

const sectionsOf = (
  { sessions, hasSeveral }: Workspace,
  { folded }: Folding,
): readonly Section[] => {
  const heading = hasSeveral ? 1 : 0;
  let start = 0;
  return sessions.map((session) => {
    const below = hasSeveral && folded.has(session) ? 0 : treeLength(session);
    const section = { session, start, heading, below };
    start += heading + below;
    return section;
  });
};

/** The number of rows in the left pane. */
export const paneLength = (workspace: Workspace, ui: Folding): number =>
  sectionsOf(workspace, ui).reduce((sum, { heading, below }) => sum + heading + below, 0);

/** At most `count` rows of the left pane, starting at `from`; nothing else is laid out. */
export const paneEntries = (
  workspace: Workspace,
  ui: Folding,
  from: number,
  count: number,
): PaneEntry[] => {
  const end = from + count;
  return sectionsOf(workspace, ui).flatMap(({ session, start, heading, below }) => {
    const first = start + heading;
    const [top, bottom] = [Math.max(from, first), Math.min(end, first + below)];
    const rows = bottom > top ? treeEntries(session, top - first, bottom - top) : [];
    return [
      ...(heading === 1 && start >= from && start < end
        ? [{ kind: 'broker', session } as const]
        : []),
      ...rows.map((entry) => ({ ...entry, session })),
    ];
  });
};

/** The row of a session's selection in the left pane, or that of its heading if it selects all or is folded; -1 if it is not visible. */
export const paneIndexOf = (
  { workspace, session }: PaneSource,
  ui: Folding,
  selection: Selection | undefined,
): number => {
  const section = sectionsOf(workspace, ui).find((one) => one.session === session);
  if (section === undefined) return -1;
  const { start, heading, below } = section;
  if (heading === 1 && (selection === undefined || below === 0)) return start;
  const row = treeIndexOf(session, selection);
  return row === -1 ? -1 : start + heading + row;
};

/** The selection that a row of the left pane makes in its session. */
export const selectionIn = (entry: PaneEntry): Selection | undefined =>
  entry.kind === 'broker' ? undefined : selectionOf(entry);

/** Whether a row is that of what is selected in the current session. */
export const isChosen = (
  { current, hasSeveral }: Workspace,
  ui: Pick<UiState, 'selected' | 'folded'>,
  entry: PaneEntry,
): boolean => {
  if (entry.session !== current) return false;
  if (entry.kind !== 'broker') return isSelected(current, ui, entry);
  return hasSeveral && (ui.selected === undefined || ui.folded.has(current));
};

/** The heading and the branches that a row is below, from the top down. */
export const entriesAbove = ({ hasSeveral }: Workspace, entry: PaneEntry): PaneEntry[] => {
  const { session } = entry;
  if (entry.kind === 'broker') return [];
  const branches = entry.kind === 'topic' ? rowsAbove(session, entry.node) : [];
  return [
    ...(hasSeveral ? [{ kind: 'broker', session } as const] : []),
    ...branches.map((node) => ({ kind: 'topic', node, session }) as const),
  ];
};

/** The first row of the left pane without the wheel's scrolling: the selection keeps its screen row. */
export const unscrolledTop = (
  source: PaneSource,
  ui: Pick<UiState, 'selected' | 'treeOffset' | 'folded'>,
  height: number,
): number => {
  const { workspace, session } = source;
  const node = selectedRow(session, ui);
  const heading = workspace.hasSeveral && ui.selected !== undefined ? 1 : 0;
  const above = heading + (node === undefined ? 0 : rowsAbove(session, node).length);
  // The rows above it that stay on the screen must not cover it.
  const offset = Math.max(ui.treeOffset, Math.min(above, mostAbove(height)));
  return Math.max(0, paneIndexOf(source, ui, ui.selected)) - Math.min(offset, height - 1);
};

/** The first row of the left pane on the screen. */
export const treeTop = (
  source: PaneSource,
  ui: Pick<UiState, 'selected' | 'treeOffset' | 'treeWheel' | 'folded'>,
  height: number,
): number => {
  const wanted = unscrolledTop(source, ui, height) + ui.treeWheel;
  return Math.max(0, Math.min(wanted, paneLength(source.workspace, ui) - height));
};
