/** The panes whose size the user can change. */
export const sizedPanes = ['tree', 'details', 'people'] as const;
export type SizedPane = (typeof sizedPanes)[number];

/**
 * The sizes that the user has chosen, as shares from 0 to 1 so that they suit any terminal: of the screen's
 * width, those of the details of the height that they have with the log. Without one a pane has its usual size.
 */
export type PaneSizes = Readonly<Partial<Record<SizedPane, number>>>;

/** The fewest columns of panes side by side, borders included. */
export const leastColumns = { tree: 16, log: 30, people: 12 };

/** The fewest rows of the log and of the details below it, borders included. */
export const leastRows = 4;

/** Rows of the screen that are not the panes': the input box with a row, and the status line. */
const besidePanes = 4;

/** The usual share of the details. */
const halves = 0.5;

/** The number between two others; `least` where they leave nothing. */
export const between = (least: number, wanted: number, most: number): number =>
  Math.max(least, Math.min(most, wanted));

/**
 * The columns of the tree and of the list of people (0 if it is not shown) on a screen of `columns`, from
 * their usual ones. Whole columns only: with a fraction, Ink thinks that rows as wide as their pane are too
 * wide, and cuts each of them to measure it.
 */
export const paneWidths = (
  sizes: PaneSizes,
  columns: number,
  usual: { readonly tree: number; readonly people: number },
): { readonly tree: number; readonly people: number } => {
  const of = (pane: 'tree' | 'people'): number => {
    const share = sizes[pane];
    return share === undefined ? usual[pane] : Math.round(share * columns);
  };
  const beside = columns - leastColumns.log;
  const people =
    usual.people === 0 ? 0 : between(leastColumns.people, of('people'), beside - leastColumns.tree);
  return { tree: between(leastColumns.tree, of('tree'), beside - people), people };
};

/** The share of the details of the height that they have with the log, on a screen of `rows`. */
export const detailsShare = ({ details = halves }: PaneSizes, rows: number): number => {
  const least = Math.min(halves, leastRows / Math.max(1, rows - besidePanes));
  return between(least, details, 1 - least);
};
