/** What a pane is for. */
export type PaneName = 'tree' | 'log' | 'details' | 'input';

type VisibleInput = {
  readonly columns: number;
  readonly rows: number;
  readonly focus: PaneName;
  /** Whether there are details to show and they are switched on. */
  readonly hasDetails: boolean;
  /** Whether there is a list of people to show and it is switched on. */
  readonly hasPeople: boolean;
  /** Whether the pane that has the focus is to have the screen. */
  readonly isZoomed: boolean;
};

/** The panes above the input box that are on the screen. */
export type VisiblePanes = Readonly<Record<'tree' | 'log' | 'details' | 'people', boolean>>;

/** Below this nothing can be laid out. */
export const smallest = { columns: 40, rows: 10 };

const twoPanesFrom = 70;

/** From this height on the details stand below the log, not in its place. */
const detailsBelowFrom = 14;

/** From this width on the list of people stands beside the log. */
export const peopleFrom = 120;

/** Which panes there is room for. Below 70 columns, or zoomed, the pane that has the focus has the screen. */
export const visiblePanes = ({
  columns,
  rows,
  focus,
  hasDetails,
  hasPeople,
  isZoomed,
}: VisibleInput): VisiblePanes => {
  const inDetails = hasDetails && focus === 'details';
  if (columns < twoPanesFrom || isZoomed)
    return {
      tree: focus === 'tree',
      log: focus !== 'tree' && !inDetails,
      details: inDetails,
      people: false,
    };
  const hasBoth = hasDetails && rows >= detailsBelowFrom;
  return {
    tree: true,
    log: hasBoth || !inDetails,
    details: hasBoth || inDetails,
    people: hasPeople && !hasDetails && columns >= peopleFrom,
  };
};

/** The panes in the order that Tab goes through. Below 70 columns all of them can be reached. */
export const paneOrder = (hasDetails: boolean): readonly PaneName[] =>
  hasDetails ? ['input', 'tree', 'log', 'details'] : ['input', 'tree', 'log'];
