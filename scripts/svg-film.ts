import { isDeepStrictEqual } from 'node:util';
import type { ScreenCell } from '../test/support/terminal-cell.ts';
import { drawLayers, drawWindow, type Layers, type ScreenPicture } from './svg-screen.ts';

/** What a screen shows from a point in time. */
export type Frame = Pick<ScreenPicture, 'cells' | 'cursor'> & {
  /** ms, on any clock. */
  readonly at: number;
};

export type Film = Pick<ScreenPicture, 'palette' | 'title' | 'description'> & {
  /** At least one, in order. */
  readonly frames: readonly Frame[];
  /** How long the last frame is shown before the film starts over, ms. */
  readonly lastStays: number;
};

const blank: ScreenCell = {
  char: ' ',
  width: 1,
  fg: 'default',
  bg: 'default',
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  invisible: false,
  strikethrough: false,
};

type Cells = ScreenPicture['cells'];

/** The cells, with those blank for which `isKept` is false. */
const only = (cells: Cells, isKept: (row: number, column: number) => boolean): Cells =>
  cells.map((line, row) => line.map((cell, column) => (isKept(row, column) ? cell : blank)));

/** Whether something is on the screen, for each frame. */
type Presence = readonly boolean[];

/** A percentage of the film's length, with no more digits than make a visible difference. */
const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

const keyframes = (presence: Presence, starts: readonly number[]): string =>
  presence
    .flatMap((isThere, index) =>
      index > 0 && isThere === presence[index - 1]
        ? []
        : [`${percent(starts[index] ?? 0)}{visibility:${isThere ? 'visible' : 'hidden'}}`],
    )
    .join('');

/** Gives elements that appear and disappear together the same class name. */
class Timetable {
  readonly #names = new Map<string, string>();
  readonly #starts: readonly number[];

  constructor(starts: readonly number[]) {
    this.#starts = starts;
  }

  /** The elements in a group that is visible as `presence` says; without animation, at the end. */
  group(presence: Presence, elements: readonly string[]): string {
    if (presence.every(Boolean)) return elements.join('\n');
    const rule = keyframes(presence, this.#starts);
    const name = this.#names.get(rule) ?? `t${this.#names.size}`;
    this.#names.set(rule, name);
    const still = presence.at(-1) === true ? '' : ' h';
    return `<g class="t ${name}${still}">${elements.join('')}</g>`;
  }

  /** People who prefer no motion, and programs without animation, show the last frame. */
  css(seconds: number): string {
    const rules = [...this.#names].map(
      ([rule, name]) => `.${name}{animation-name:${name}}@keyframes ${name}{${rule}}`,
    );
    const motion = `.t{animation:${seconds}s step-end infinite}${rules.join('')}`;
    return `.h{visibility:hidden}@media (prefers-reduced-motion:no-preference){${motion}}`;
  }
}

/** Groups of the elements of one layer, whose order does not matter. */
const groupsOf = (lists: readonly (readonly string[])[], timetable: Timetable): string[] => {
  const presences = new Map<string, boolean[]>();
  for (const [index, list] of lists.entries())
    for (const element of list) {
      const presence = presences.get(element) ?? lists.map(() => false);
      presence[index] = true;
      presences.set(element, presence);
    }
  const together = Map.groupBy(presences, ([, presence]) => presence.map(Number).join(''));
  return [...together.values()].map((entries) =>
    timetable.group(
      entries[0]?.[1] ?? [],
      entries.map(([element]) => element),
    ),
  );
};

/**
 * Draws a film of a screen as a window, in SVG with CSS animation. Cells that never change and
 * elements that return are drawn once; the last frame is what is shown without motion.
 */
export const drawFilm = ({ frames, lastStays, palette, title, description }: Film): string => {
  const first = frames[0];
  const last = frames.at(-1);
  if (first === undefined || last === undefined) throw new Error('a film needs a frame');
  const start = first.at;
  const length = last.at - start + lastStays;
  const timetable = new Timetable(frames.map(({ at }) => (at - start) / length));

  const isSteady = first.cells.map((line, row) =>
    line.map((cell, column) =>
      frames.every(({ cells }) => isDeepStrictEqual(cells[row]?.[column], cell)),
    ),
  );
  const at = (row: number, column: number): boolean => isSteady[row]?.[column] === true;
  const steady = drawLayers({ cells: only(first.cells, at), palette });
  const moving = frames.map(({ cells, cursor }) => {
    const changing = only(cells, (row, column) => !at(row, column));
    const rows = changing.map((_, row) => drawLayers({ cells: changing, palette }, [row]));
    return [...rows, drawLayers({ cells: [], palette, ...(cursor ? { cursor } : {}) })];
  });
  const layer = (name: keyof Layers): string[] => [
    ...steady[name],
    ...groupsOf(
      moving.map((parts) => parts.flatMap((part) => part[name])),
      timetable,
    ),
  ];
  const layers: Layers = {
    papers: layer('papers'),
    shapes: layer('shapes'),
    texts: layer('texts'),
    rules: layer('rules'),
    cursor: layer('cursor'),
  };
  const seconds = Number((length / 1000).toFixed(2));
  const picture = { cells: last.cells, palette, title, description };
  return drawWindow(picture, layers, timetable.css(seconds));
};
