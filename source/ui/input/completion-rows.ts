import { printable } from '../../payload/printable.ts';
import { fit, widthOf } from '../draw/cells.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';
import type { Completion } from '../ui-state.ts';

/** Rows that the list takes at most, border included. */
const most = 8;
const border = 2;

/** Cells that a candidate may take of what it is about. */
const labelShare = 0.5;

/** The first candidate that there is room for in so many rows, and the one behind the last; the chosen one is among them. */
export const candidateWindow = (
  { candidates, index }: Completion,
  height: number,
): readonly [number, number] => {
  const count = Math.max(1, Math.min(candidates.length, most - border, height - border));
  const top = Math.max(0, Math.min(index - Math.floor(count / 2), candidates.length - count));
  return [top, top + count];
};

/** Candidates as rows of `width` cells. */
export const candidateRows = (
  completion: Completion,
  [top, end]: readonly [number, number],
  width: number,
): string[] => {
  const shown = completion.candidates.slice(top, end).map(({ text, label, about }) => ({
    label: printable(label ?? text, 300),
    about: printable(about, 300),
  }));
  const widest = Math.max(...shown.map(({ label }) => widthOf(label)));
  const room = width - 2;
  const labels = shown.some(({ about }) => about !== '')
    ? Math.min(widest + 2, Math.floor(room * labelShare))
    : room;
  return shown.map(({ label, about }, index) => {
    const isChosen = top + index === completion.index;
    const text = row(
      [{ text: `${isChosen ? '▸' : ' '} ${fit(label, labels - 1)} ` }, { text: about }],
      width,
    );
    return isChosen ? palette.selected(text) : text;
  });
};
