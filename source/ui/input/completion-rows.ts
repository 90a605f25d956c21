import { printable } from '../../payload/printable.ts';
import { fit, widthOf } from '../draw/cells.ts';
import { palette } from '../draw/palette.ts';
import type { Layout, Rectangle } from '../layout.ts';
import { paneRows } from '../pane-rows.ts';
import { row } from '../draw/row.ts';
import type { Completion } from '../ui-state.ts';

/** Rows that the list takes at most, border included. */
const most = 8;
const border = 2;

/** Cells that a candidate may take of what it is about. */
const labelShare = 0.5;

/** The candidates that there is room for: the chosen one is among them. */
const windowOf = ({ candidates, index }: Completion, height: number): [number, number] => {
  const count = Math.min(candidates.length, most - border, height - border);
  const top = Math.max(0, Math.min(index - Math.floor(count / 2), candidates.length - count));
  return [top, top + count];
};

/** Where the list lies: over the lower part of the log, or of what is shown in its place. */
const areaOf = ({ panes }: Layout): Rectangle => {
  const { x, width } = panes.log ?? panes.details ?? panes.tree ?? { x: 0, width: 0 };
  return { x, y: 0, width, height: panes.input?.y ?? 0 };
};

/** The candidate at a cell of the screen, or `undefined` beside the list. */
export const candidateAt = (
  completion: Completion,
  layout: Layout,
  cell: { readonly x: number; readonly y: number },
): number | undefined => {
  const { x, width, height } = areaOf(layout);
  const [top, end] = windowOf(completion, height);
  const index = top + cell.y - (height - 1 - (end - top));
  return cell.x >= x && cell.x < x + width && index >= top && index < end ? index : undefined;
};

/** The list of what Tab offers, as rows to lie over the last ones of the pane above the input box. */
export const completionRows = (completion: Completion, layout: Layout): string[] => {
  const { x, width, height } = areaOf(layout);
  const [top, end] = windowOf(completion, height);
  const inner = width - border - 2;
  const shown = completion.candidates.slice(top, end).map(({ text, label, about }) => ({
    label: printable(label ?? text, 300),
    about: printable(about, 300),
  }));
  const widest = Math.max(...shown.map(({ label }) => widthOf(label)));
  const room = inner - 2;
  const labels = shown.some(({ about }) => about !== '')
    ? Math.min(widest + 2, Math.floor(room * labelShare))
    : room;
  const rows = shown.map(({ label, about }, index) => {
    const isChosen = top + index === completion.index;
    const text = row(
      [{ text: `${isChosen ? '▸' : ' '} ${fit(label, labels - 1)} ` }, { text: about }],
      inner,
    );
    return isChosen ? palette.selected(text) : text;
  });
  return paneRows(rows, {
    title: 'Enter takes · Esc leaves',
    note: `${completion.index + 1} of ${completion.candidates.length}`,
    x,
    width,
    height: rows.length + border,
    hasFocus: true,
    margin: 1,
  });
};
