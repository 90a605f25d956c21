import type { ActionContext } from '../action-context.ts';
import {
  between,
  leastColumns,
  leastRows,
  type PaneSizes,
  type SizedPane,
  sizedPanes,
} from '../layout/pane-sizes.ts';
import type { Grab } from '../layout/state.ts';

/** A pane that has a border to move, in cells. */
type Sized = {
  /** Its size, the least and the most, and what they are shares of. */
  readonly cells: number;
  readonly least: number;
  readonly most: number;
  readonly whole: number;
  /** The cell behind its border, on the axis that the border moves along. */
  readonly edge: number;
  /** Whether it is before its border, and grows with the border's coordinate. */
  readonly isBefore: boolean;
};

/** A size as it was chosen, which the screen may not show yet when keys come fast; else as it is shown. */
const cellsOf = (
  { state }: ActionContext,
  pane: SizedPane,
  { cells, least, most, whole }: Pick<Sized, 'cells' | 'least' | 'most' | 'whole'>,
): number => {
  const share = state().sizes[pane];
  return share === undefined ? cells : between(least, Math.round(share * whole), most);
};

/** The panes that have a border to move now. */
const sized: { readonly [Pane in SizedPane]: (context: ActionContext) => Sized | undefined } = {
  tree: (context) => {
    const { boxes } = context;
    const tree = boxes.outside('tree');
    if (tree === undefined || (boxes.outside('log') ?? boxes.outside('details')) === undefined)
      return undefined;
    const whole = boxes.inside('screen').columns;
    const people = boxes.outside('people')?.columns ?? 0;
    const limits = { least: leastColumns.tree, most: whole - leastColumns.log - people, whole };
    const cells = cellsOf(context, 'tree', { cells: tree.columns, ...limits });
    return { cells, ...limits, edge: tree.x + cells, isBefore: true };
  },
  details: (context) => {
    const { boxes } = context;
    const [log, details] = [boxes.outside('log'), boxes.outside('details')];
    if (log === undefined || details === undefined) return undefined;
    const whole = log.rows + details.rows;
    const limits = { least: leastRows, most: whole - leastRows, whole };
    const cells = cellsOf(context, 'details', { cells: details.rows, ...limits });
    return { cells, ...limits, edge: details.y + details.rows - cells, isBefore: false };
  },
  people: (context) => {
    const { boxes } = context;
    const people = boxes.outside('people');
    if (people === undefined) return undefined;
    const whole = boxes.inside('screen').columns;
    const tree = boxes.outside('tree')?.columns ?? 0;
    const limits = { least: leastColumns.people, most: whole - leastColumns.log - tree, whole };
    const cells = cellsOf(context, 'people', { cells: people.columns, ...limits });
    return { cells, ...limits, edge: people.x + people.columns - cells, isBefore: false };
  },
};

const resize = (context: ActionContext, pane: SizedPane, cells: number): void => {
  const now = sized[pane](context);
  if (now === undefined) return;
  const wanted = between(now.least, cells, now.most);
  if (wanted !== now.cells)
    context.dispatch({ type: 'pane-resized', pane, share: wanted / now.whole });
};

/** Moves a pane's border by cells, to the right or downwards; returns whether there is one. */
export const moveBorder = (context: ActionContext, pane: SizedPane, by: number): boolean => {
  const now = sized[pane](context);
  if (now !== undefined) resize(context, pane, now.cells + (now.isBefore ? by : -by));
  return now !== undefined;
};

/** Gives the panes, or one of them, their usual size. */
export const resetSizes = ({ state, dispatch }: ActionContext, pane?: SizedPane): void => {
  const { [pane ?? 'tree']: _, ...others } = state().sizes;
  dispatch({ type: 'sizes-set', sizes: pane === undefined ? {} : (others satisfies PaneSizes) });
};

/** How long after a press, in ms, a second one makes a double click. */
const doubleClick = 400;

/** The pane whose border is at a cell of the screen, and how far from its edge: -1 is its own cell. */
const borderAt = (
  context: ActionContext,
  x: number,
  y: number,
): Pick<Grab, 'pane' | 'offset'> | undefined => {
  const { boxes } = context;
  for (const pane of sizedPanes) {
    const now = sized[pane](context);
    const box = boxes.outside(pane);
    if (now === undefined || box === undefined) continue;
    const isBeside =
      pane === 'details'
        ? x >= box.x && x < box.x + box.columns
        : y >= box.y && y < box.y + box.rows;
    const offset = (pane === 'details' ? y : x) - now.edge;
    if (isBeside && (offset === 0 || offset === -1)) return { pane, offset };
  }
  return undefined;
};

/** The mouse is pressed at a cell: it holds the border there; a double click resets it. Returns whether there is one. */
export const pressBorder = (context: ActionContext, x: number, y: number): boolean => {
  const border = borderAt(context, x, y);
  const { grab } = context.state();
  const at = performance.now();
  const isDouble =
    border !== undefined &&
    grab?.pane === border.pane &&
    grab.at !== undefined &&
    at - grab.at < doubleClick;
  if (isDouble) resetSizes(context, border.pane);
  context.dispatch({
    type: 'border-grabbed',
    grab:
      border === undefined ? undefined : { ...border, at: isDouble ? undefined : at, isHeld: true },
  });
  return border !== undefined;
};

/** The mouse has moved to a cell with its button held: the border goes along. */
export const dragBorder = (context: ActionContext, x: number, y: number): void => {
  const { grab } = context.state();
  if (grab?.isHeld !== true) return;
  const now = sized[grab.pane](context);
  if (now === undefined) return;
  const moved = (grab.pane === 'details' ? y : x) - grab.offset - now.edge;
  if (moved === 0) return;
  context.dispatch({ type: 'border-grabbed', grab: { ...grab, at: undefined } });
  moveBorder(context, grab.pane, moved);
};

/** The button is released. */
export const releaseBorder = ({ state, dispatch }: ActionContext): void => {
  const { grab } = state();
  if (grab?.isHeld === true) dispatch({ type: 'border-grabbed', grab: { ...grab, isHeld: false } });
};
