/** The name of a pane. */
export type PaneName = 'tree' | 'log' | 'details' | 'input';

type VisibleInput = {
  readonly columns: number;
  readonly rows: number;
  readonly focus: PaneName;
  /** Whether the details are switched on and have something to show. */
  readonly hasDetails: boolean;
  /** Whether the list of people is switched on and has something to show. */
  readonly hasPeople: boolean;
  /** Whether the focused pane should take the whole screen. */
  readonly isZoomed: boolean;
};

/** Which panes above the input box are on the screen. */
export type VisiblePanes = Readonly<Record<'tree' | 'log' | 'details' | 'people', boolean>>;

/** Nothing can be laid out in less than this. */
export const smallest = { columns: 40, rows: 10 };

const twoPanesFrom = 70;

/** From this height on the details go below the log rather than replace it. */
const detailsBelowFrom = 14;

/** From this width on the list of people goes next to the log. */
export const peopleFrom = 120;

/** Which panes fit. Below 70 columns, or zoomed, the focused pane takes the whole screen. */
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

/** The panes in Tab order. Below 70 columns all of them can be reached. */
export const paneOrder = (hasDetails: boolean): readonly PaneName[] =>
  hasDetails ? ['input', 'tree', 'log', 'details'] : ['input', 'tree', 'log'];
