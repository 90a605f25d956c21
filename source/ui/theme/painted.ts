import chalk, { type ChalkInstance, type ForegroundColorName } from 'chalk';
import type { TextLook } from './theme.ts';

const painters = new WeakMap<TextLook, ChalkInstance>();

const withColour = (painter: ChalkInstance, color: string | undefined): ChalkInstance => {
  if (color === undefined) return painter;
  if (color.startsWith('#')) return painter.hex(color);
  const number = /^ansi256\((\d+)\)$/.exec(color)?.[1];
  return number === undefined
    ? painter[color as ForegroundColorName]
    : painter.ansi256(Number(number));
};

const withBackground = (painter: ChalkInstance, color: string | undefined): ChalkInstance => {
  if (color === undefined) return painter;
  if (color.startsWith('#')) return painter.bgHex(color);
  const number = /^ansi256\((\d+)\)$/.exec(color)?.[1];
  return number === undefined
    ? painter[`bg${(color[0] ?? '').toUpperCase()}${color.slice(1)}` as 'bgRed']
    : painter.bgAnsi256(Number(number));
};

/** In the order in which Ink's `<Text>` nests its attributes. */
const painterOf = (look: TextLook): ChalkInstance => {
  let painter: ChalkInstance = chalk;
  if (look.inverse === true) painter = painter.inverse;
  if (look.underline === true) painter = painter.underline;
  if (look.italic === true) painter = painter.italic;
  if (look.bold === true) painter = painter.bold;
  painter = withColour(withBackground(painter, look.backgroundColor), look.color);
  return look.dimColor === true ? painter.dim : painter;
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
