/** The size of a cell and where things are in it, px. Lines run through the middle of a pixel. */
export const cellSize = {
  width: 9,
  height: 20,
  middleX: 4.5,
  middleY: 10.5,
  baseline: 15,
} as const;

/** Where a shape goes: the upper left corner of its cell, px, and its colours. */
export type Place = {
  readonly x: number;
  readonly y: number;
  readonly ink: string;
};

/** A straight line along one axis: at `at` on the other axis, from `from` to `to`, px. */
type Line = {
  readonly isVertical: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
};

type Kind = 'light' | 'heavy' | 'double' | 'dashed';

type Stroke = { readonly kind: Kind; readonly arms: string };

/** The edges that a character of the tables below reaches: up, down, left, right. */
const directions = 'lr ud dr dl ur ul udr udl dlr ulr udlr l u r d'.split(' ');

const tables: Readonly<Record<Kind, string>> = {
  light: '─│┌┐└┘├┤┬┴┼╴╵╶╷',
  heavy: '━┃┏┓┗┛┣┫┳┻╋╸╹╺╻',
  double: '═║╔╗╚╝╠╣╦╩╬',
  dashed: '┄┆',
};

const strokes = new Map<string, Stroke>();
for (const kind of Object.keys(tables) as Kind[]) {
  for (const [i, character] of Array.from(tables[kind]).entries()) {
    strokes.set(character, { kind, arms: directions[i] ?? '' });
  }
}
const similar: Readonly<Record<string, string>> = { '╌': '┄', '┈': '┄', '╎': '┆', '┊': '┆' };

/** Which way each rounded corner opens, from the middle of the cell. */
const corners: Readonly<Record<string, readonly [number, number]>> = {
  '╭': [1, 1],
  '╮': [-1, 1],
  '╰': [1, -1],
  '╯': [-1, -1],
};

const thicknessOf: Readonly<Record<Kind, number>> = { light: 1, heavy: 3, double: 1, dashed: 1 };

/** Half the distance between the two lines of a double line, px. */
const doubleGap = 1.5;

const armLines = ({ kind, arms }: Stroke, arm: string, place: Place): Line[] => {
  const isVertical = arm === 'u' || arm === 'd';
  const isForward = arm === 'r' || arm === 'd';
  const middle = isVertical ? place.y + cellSize.middleY : place.x + cellSize.middleX;
  const across = isVertical ? place.x + cellSize.middleX : place.y + cellSize.middleY;
  const start = isVertical ? place.y : place.x;
  const edge = start + (isForward ? (isVertical ? cellSize.height : cellSize.width) : 0);
  const line = (at: number, inner: number): Line => ({
    isVertical,
    at,
    from: Math.min(inner, edge),
    to: Math.max(inner, edge),
  });
  // A line extends past the middle by half its thickness, so that corners are closed.
  const overlap = (thicknessOf[kind] / 2) * (isForward ? -1 : 1);
  if (kind !== 'double') return [line(across, middle + overlap)];
  const sides = isVertical ? 'lr' : 'ud';
  return [0, 1].map((side) => {
    // On one side a line ends before the pair that it meets, on the other side after it.
    const towardsEdge = isForward ? doubleGap : -doubleGap;
    const shift = arms.includes(sides.charAt(side))
      ? towardsEdge
      : arms.includes(sides.charAt(1 - side))
        ? -towardsEdge
        : 0;
    return line(across + (side * 2 - 1) * doubleGap, middle + shift + (shift === 0 ? 0 : overlap));
  });
};

/** Eighths of a cell as rectangles: left, top, right, bottom. */
const blockParts = (code: number): readonly (readonly [number, number, number, number])[] => {
  if (code === 0x2580) return [[0, 0, 8, 4]];
  if (code <= 0x2588) return [[0, 8 - (code - 0x2580), 8, 8]];
  if (code <= 0x258f) return [[0, 0, 0x2590 - code, 8]];
  if (code === 0x2590) return [[4, 0, 8, 8]];
  if (code === 0x2594) return [[0, 0, 8, 1]];
  if (code === 0x2595) return [[7, 0, 8, 8]];
  // Quadrants, as bits: upper left, upper right, lower left, lower right.
  const bits = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][code - 0x2596] ?? 0;
  return [0, 1, 2, 3]
    .filter((quadrant) => (bits & (1 << quadrant)) !== 0)
    .map((quadrant) => {
      const left = (quadrant & 1) * 4;
      const top = (quadrant >> 1) * 4;
      return [left, top, left + 4, top + 4];
    });
};

/** Column and row of each dot of a braille character, by its bit. */
const brailleDots = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
  [0, 3],
  [1, 3],
] as const;

/** Shades are drawn as an even tone, with this opacity. */
const shades: Readonly<Record<string, number>> = { '░': 0.25, '▒': 0.5, '▓': 0.75 };

type Group = { readonly ink: string; readonly kind: Kind; readonly lines: Line[]; curves: string };

/**
 * Collects the characters that must join their neighbours without a gap in any font: box drawing,
 * blocks and braille dots. Lines that continue one another become one.
 */
export class ShapeCollector {
  readonly #groups = new Map<string, Group>();
  readonly #blocks = new Map<string, string>();
  readonly #dots = new Map<string, string>();

  /** Adds a character; returns `false` if it is not one of these. */
  add(character: string, place: Place): boolean {
    const stroke = strokes.get(similar[character] ?? character);
    if (stroke !== undefined) {
      const { lines } = this.#group(place.ink, stroke.kind);
      for (const arm of stroke.arms) lines.push(...armLines(stroke, arm, place));
      return true;
    }
    const corner = corners[character];
    if (corner !== undefined) {
      this.#addCorner(corner, place);
      return true;
    }
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x2800 && code <= 0x28ff) {
      this.#addBraille(code, place);
      return true;
    }
    if (code < 0x2580 || code > 0x259f) return false;
    this.#addBlock(code, place);
    return true;
  }

  /** The collected shapes as SVG elements, one per line. */
  toSvg(): string[] {
    const blocks = [...this.#blocks].map(
      ([attributes, path]) => `<path ${attributes} shape-rendering="crispEdges" d="${path}"/>`,
    );
    const strokeElements = [...this.#groups.values()].map(({ ink, kind, lines, curves }) => {
      const width = thicknessOf[kind] === 1 ? '' : ` stroke-width="${thicknessOf[kind]}"`;
      const dashes = kind === 'dashed' ? ' stroke-dasharray="3 1.5"' : '';
      const path = curves + mergeLines(lines).map(linePath).join('');
      return `<path fill="none" stroke="${ink}"${width}${dashes} d="${path}"/>`;
    });
    const dotElements = [...this.#dots].map(
      ([ink, path]) =>
        `<path fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round" d="${path}"/>`,
    );
    return [...blocks, ...strokeElements, ...dotElements];
  }

  #group(ink: string, kind: Kind): Group {
    const key = `${ink} ${kind}`;
    const group = this.#groups.get(key) ?? { ink, kind, lines: [], curves: '' };
    this.#groups.set(key, group);
    return group;
  }

  #addCorner([right, down]: readonly [number, number], { x, y, ink }: Place): void {
    const group = this.#group(ink, 'light');
    const radius = cellSize.middleX;
    const middleX = x + cellSize.middleX;
    const middleY = y + cellSize.middleY;
    const bend = middleY + down * radius;
    const edge = down > 0 ? y + cellSize.height : y;
    const start = `M${middleX + right * radius} ${middleY}`;
    group.curves += `${start}Q${middleX} ${middleY} ${middleX} ${bend}`;
    const [from, to] = [Math.min(bend, edge), Math.max(bend, edge)];
    if (to > from) group.lines.push({ isVertical: true, at: middleX, from, to });
  }

  #addBraille(code: number, { x, y, ink }: Place): void {
    const dots = brailleDots.filter((_, bit) => (code & (1 << bit)) !== 0);
    const path = dots.map(([column, row]) => {
      const across = x + ((column + 0.5) * cellSize.width) / 2;
      return `M${across} ${y + ((row + 0.5) * cellSize.height) / 4}h.01`;
    });
    this.#dots.set(ink, (this.#dots.get(ink) ?? '') + path.join(''));
  }

  #addBlock(code: number, { x, y, ink }: Place): void {
    const shade = shades[String.fromCharCode(code)];
    const attributes = `fill="${ink}"${shade === undefined ? '' : ` fill-opacity="${shade}"`}`;
    const parts = shade === undefined ? blockParts(code) : [[0, 0, 8, 8] as const];
    const path = parts.map(([left, top, right, bottom]) => {
      const { width, height } = cellSize;
      const at = `M${x + (left * width) / 8} ${y + (top * height) / 8}`;
      const across = ((right - left) * width) / 8;
      return `${at}h${across}v${((bottom - top) * height) / 8}h${-across}z`;
    });
    this.#blocks.set(attributes, (this.#blocks.get(attributes) ?? '') + path.join(''));
  }
}

const mergeLines = (lines: readonly Line[]): Line[] => {
  const sorted = lines.toSorted(
    (a, b) => Number(a.isVertical) - Number(b.isVertical) || a.at - b.at || a.from - b.from,
  );
  const merged: Line[] = [];
  for (const line of sorted) {
    const last = merged.at(-1);
    if (last?.isVertical === line.isVertical && last.at === line.at && line.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, line.to) };
    } else merged.push(line);
  }
  return merged;
};

const linePath = ({ isVertical, at, from, to }: Line): string =>
  isVertical ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`;
