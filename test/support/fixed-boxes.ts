import type { MqttSession } from '../../source/session/session.ts';
import { detailedMessage } from '../../source/ui/details/detailed-message.ts';
import { detailsShare, paneWidths } from '../../source/ui/layout/pane-sizes.ts';
import { type CellSize, noCells } from '../../source/ui/layout/cell-size.ts';
import type { BoxName, ScreenBoxes } from '../../source/ui/layout/screen-boxes.ts';
import { visiblePanes } from '../../source/ui/layout/visible-panes.ts';
import { peopleOf } from '../../source/ui/people/people-list.ts';
import type { UiState } from '../../source/ui/ui-state.ts';

type Area = CellSize & { readonly x: number; readonly y: number };

/** Rows beside the panes: an input box of one row, and the status line. */
const beside = 4;
const peopleWidth = 22;

/** The inside of a box with a border, and a margin on each side. */
const insideOf = ({ x, y, columns, rows }: Area, margin = 1): Area => ({
  x: x + 1 + margin,
  y: y + 1,
  columns: Math.max(0, columns - 2 - 2 * margin),
  rows: Math.max(0, rows - 2),
});

const inner = (name: BoxName, area: Area, isZoomed: boolean): Area =>
  isZoomed && (name === 'log' || name === 'details')
    ? { ...area, y: area.y + 1, rows: Math.max(0, area.rows - 1) }
    : name === 'screen' || name === 'time-axis'
      ? area
      : insideOf(area, name === 'tree' ? 0 : 1);

/** Where the boxes would be on a screen that is not drawn: for keys and the mouse. */
export const fixedBoxes = (
  session: MqttSession,
  getState: () => UiState,
  { columns, rows }: CellSize,
): ScreenBoxes => {
  const areas = (): Partial<Record<BoxName, Area>> => {
    const state = getState();
    const shows = visiblePanes({
      columns,
      rows,
      focus: state.focus,
      isZoomed: state.isZoomed,
      hasDetails: detailedMessage(session, state) !== undefined,
      hasPeople: state.showsPeople && peopleOf(session, state) !== undefined,
    });
    const height = rows - beside;
    const isAlone = !shows.log && !shows.details;
    const wide = Math.min(60, Math.floor(columns * 0.36));
    const share = columns < 100 ? Math.floor(columns * 0.4) : wide;
    const widths = paneWidths(state.sizes, columns, {
      tree: share,
      people: shows.people ? peopleWidth : 0,
    });
    const treeWidth = isAlone ? columns : shows.tree ? widths.tree : 0;
    const right = columns - treeWidth - widths.people;
    const below = shows.log ? Math.floor(height * detailsShare(state.sizes, rows)) : height;
    const details = shows.details ? below : 0;
    const list =
      state.completion === undefined ? 0 : Math.min(8, state.completion.candidates.length + 2);
    return {
      screen: { x: 0, y: 0, columns, rows },
      ...(shows.tree ? { tree: { x: 0, y: 0, columns: treeWidth, rows: height } } : {}),
      ...(shows.log ? { log: { x: treeWidth, y: 0, columns: right, rows: height - details } } : {}),
      ...(shows.details
        ? { details: { x: treeWidth, y: height - details, columns: right, rows: details } }
        : {}),
      ...(shows.people
        ? { people: { x: columns - widths.people, y: 0, columns: widths.people, rows: height } }
        : {}),
      ...(list === 0 ? {} : { completion: { x: 0, y: height - list, columns, rows: list } }),
      input: { x: 0, y: height, columns, rows: 3 },
      ...(session.recording === undefined
        ? {}
        : { 'time-axis': { x: 0, y: rows - 2, columns, rows: 1 } }),
      ...(state.sheet === undefined && state.reading === undefined
        ? {}
        : { sheet: { x: 0, y: 0, columns, rows: rows - 1 } }),
    };
  };
  return {
    inside: (name) => {
      const area = areas()[name];
      if (area === undefined) return noCells;
      const { columns: width, rows: height } = inner(name, area, getState().isZoomed);
      return { columns: width, rows: height };
    },
    outside: (name) => areas()[name],
    at: (x, y) => {
      const found = (
        ['completion', 'time-axis', 'input', 'details', 'log', 'tree', 'sheet'] as const
      ).find((name) => {
        const area = areas()[name];
        return (
          area !== undefined &&
          x >= area.x &&
          x < area.x + area.columns &&
          y >= area.y &&
          y < area.y + area.rows
        );
      });
      if (found === undefined) return undefined;
      const { x: left, y: top } = inner(found, areas()[found] as Area, getState().isZoomed);
      return { name: found, x: x - left, y: y - top };
    },
  };
};
