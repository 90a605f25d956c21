/** A rectangle of cells, border included; the screen's corner is 0, 0. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What a pane is for. */
export type PaneName = 'tree' | 'log' | 'details' | 'input';

/** Where everything goes on a screen of so many columns and rows. */
export type Layout = {
  readonly columns: number;
  readonly rows: number;
  /** The panes that are on the screen. */
  readonly panes: Partial<Readonly<Record<PaneName, Rectangle>>>;
  /** The list of people at the right of the log; nothing to go to. */
  readonly people?: Rectangle;
  /** Rows between the input box and the status line, for what must be said. */
  readonly noticeRows: number;
};

type LayoutInput = {
  readonly columns: number;
  readonly rows: number;
  readonly focus: PaneName;
  /** Whether there are details to show and they are switched on. */
  readonly hasDetails: boolean;
  /** Whether there is a list of people to show and it is switched on. */
  readonly hasPeople?: boolean;
  /** Whether the pane that has the focus is to have the screen. */
  readonly isZoomed?: boolean;
  /** Rows that the input box wants inside its border. */
  readonly inputRows: number;
  readonly noticeRows: number;
};

/** Below this nothing can be laid out. */
export const smallest = { columns: 40, rows: 10 };

const twoPanesFrom = 70;
const wideFrom = 100;

/** From so many columns on the list of people stands beside the log. */
export const peopleFrom = 120;
const peopleWidth = 22;
const border = 2;

/** The input box grows with what is typed, to a third of the screen. */
const inputBoxHeight = (rows: number, wanted: number): number =>
  Math.min(wanted, Math.max(1, Math.floor(rows / 3))) + border;

/** Rows that notices may take: a pane needs its border and a row, and the status line its own. */
export const roomForNotices = (rows: number, inputRows: number): number =>
  Math.max(0, rows - inputBoxHeight(rows, inputRows) - 1 - border - 1);

/** Where everything goes. Below 70 columns, or zoomed, the pane that has the focus has the screen. */
export const layOutScreen = (input: LayoutInput): Layout => {
  const { columns, rows, focus, hasDetails } = input;
  const inputHeight = inputBoxHeight(rows, input.inputRows);
  const noticeRows = Math.min(input.noticeRows, roomForNotices(rows, input.inputRows));
  const height = rows - inputHeight - noticeRows - 1;
  const inputBox = { x: 0, y: height, width: columns, height: inputHeight };
  const common = { columns, rows, noticeRows };
  if (columns < twoPanesFrom || input.isZoomed === true) {
    const whole = { x: 0, y: 0, width: columns, height };
    const shown = focus === 'tree' || (focus === 'details' && hasDetails) ? focus : 'log';
    return { ...common, panes: { [shown]: whole, input: inputBox } };
  }
  const treeWidth =
    columns < wideFrom ? Math.floor(columns * 0.4) : Math.min(60, Math.floor(columns * 0.36));
  const tree = { x: 0, y: 0, width: treeWidth, height };
  const right = { x: treeWidth, y: 0, width: columns - treeWidth, height };
  if (input.hasPeople === true && !hasDetails && columns >= peopleFrom) {
    const log = { ...right, width: right.width - peopleWidth };
    const people = { ...right, x: right.x + log.width, width: peopleWidth };
    return { ...common, panes: { tree, log, input: inputBox }, people };
  }
  if (!hasDetails || height < 10) {
    const shown = hasDetails && focus === 'details' ? 'details' : 'log';
    return { ...common, panes: { tree, [shown]: right, input: inputBox } };
  }
  const detailsHeight = Math.floor(height / 2);
  return {
    ...common,
    panes: {
      tree,
      log: { ...right, height: height - detailsHeight },
      details: { ...right, y: height - detailsHeight, height: detailsHeight },
      input: inputBox,
    },
  };
};

/** The panes in the order that Tab goes through. Below 70 columns all of them can be reached. */
export const paneOrder = (hasDetails: boolean): readonly PaneName[] =>
  hasDetails ? ['input', 'tree', 'log', 'details'] : ['input', 'tree', 'log'];

/** The pane at a cell, or `undefined`. */
export const paneAt = (layout: Layout, x: number, y: number): PaneName | undefined => {
  for (const [name, area] of Object.entries(layout.panes) as [PaneName, Rectangle][])
    if (x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height)
      return name;
  return undefined;
};
