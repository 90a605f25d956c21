import chalk, { type ChalkInstance } from 'chalk';
import type { TextLook } from './theme.ts';

const painters = new WeakMap<TextLook, ChalkInstance>();

const withColour = (painter: ChalkInstance, color: string | undefined): ChalkInstance => {
  if (color === undefined) return painter;
  const number = /^ansi256\((\d+)\)$/.exec(color)?.[1];
  return number === undefined ? painter[color as 'red'] : painter.ansi256(Number(number));
};

/** In the order in which Ink's `<Text>` nests its attributes. */
const painterOf = ({ color, dimColor, bold, underline, inverse }: TextLook): ChalkInstance => {
  let painter: ChalkInstance = chalk;
  if (inverse === true) painter = painter.inverse;
  if (underline === true) painter = painter.underline;
  if (bold === true) painter = painter.bold;
  painter = withColour(painter, color);
  return dimColor === true ? painter.dim : painter;
};

/** Text with its attributes included, as a nested `<Text>` would draw it. */
export const painted = (text: string, look: TextLook): string => {
  let painter = painters.get(look);
  if (painter === undefined) {
    painter = painterOf(look);
    painters.set(look, painter);
  }
  return painter(text);
};
