import type { ScreenCell } from '../test/support/terminal-cell.ts';
import { cellColors, type Palette } from './svg-palette.ts';
import { cellSize, ShapeCollector } from './svg-shapes.ts';

export type ScreenPicture = {
  /** Index by row, then by column. */
  readonly cells: readonly (readonly ScreenCell[])[];
  readonly palette: Palette;
  /** The text of the window's title bar. */
  readonly title: string;
  /** For people who cannot see the picture. */
  readonly description: string;
  /** The cursor's cell, counted from 0, if it is visible. */
  readonly cursor?: { readonly x: number; readonly y: number };
};

/** To the left of the window's title. */
const buttons = ['#f2706b', '#eebf59', '#69c26d'];

/** Around the cells, px. */
const frame = { titleBar: 38, side: 14, top: 10, bottom: 12, radius: 10 } as const;

const fonts = {
  cells:
    "ui-monospace,SFMono-Regular,'SF Mono',Menlo,'Cascadia Mono',Consolas,'DejaVu Sans Mono'," +
    "'Liberation Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei'," +
    'monospace',
  title: "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif",
  size: 15,
} as const;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 cannot contain, not even escaped.
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);

/** Letters that every monospace font has in its own width; everything else is placed one by one. */
const isPlain = ({ char, width }: ScreenCell): boolean =>
  width === 1 && /^[\u0021-\u04ff][\u0300-\u036f]*$/u.test(char);

const leftOf = (column: number): number => frame.side + column * cellSize.width;
const topOf = (row: number): number => frame.titleBar + frame.top + row * cellSize.height;

/** Neighbouring cells that are drawn by one element. */
type Run = {
  readonly column: number;
  readonly isPlain: boolean;
  readonly attributes: string;
  text: string;
  /** In cells. */
  width: number;
};

const textAttributes = (cell: ScreenCell, palette: Palette): string => {
  const { ink } = cellColors(cell, palette);
  const fill = ink === palette.foreground ? '' : ` fill="${ink}"`;
  return `${fill}${cell.bold ? ' font-weight="700"' : ''}${cell.italic ? ' font-style="italic"' : ''}`;
};

const isDrawn = (cell: ScreenCell): boolean =>
  cell.width > 0 && !cell.invisible && cell.char.trim() !== '';

const textRuns = (
  row: readonly ScreenCell[],
  palette: Palette,
  isShape: (cell: ScreenCell, column: number) => boolean,
): Run[] => {
  const runs: Run[] = [];
  for (const [column, cell] of row.entries()) {
    if (!isDrawn(cell) || isShape(cell, column)) continue;
    const last = runs.at(-1);
    const attributes = textAttributes(cell, palette);
    const plain = isPlain(cell);
    const gap = last === undefined ? 0 : column - last.column - last.width;
    // A run may contain single spaces: XML keeps those as they are.
    if (last?.isPlain === true && plain && gap <= 1 && last.attributes === attributes) {
      last.text += ' '.repeat(gap) + cell.char;
      last.width += gap + 1;
    } else runs.push({ column, isPlain: plain, attributes, text: cell.char, width: cell.width });
  }
  return runs;
};

const textElement = (run: Run, row: number): string => {
  const y = topOf(row) + cellSize.baseline;
  const text = escapeXml(run.text);
  if (!run.isPlain) {
    const middle = leftOf(run.column) + (run.width * cellSize.width) / 2;
    return `<text class="m" x="${middle}" y="${y}"${run.attributes}>${text}</text>`;
  }
  const length = run.width === 1 ? '' : ` textLength="${run.width * cellSize.width}"`;
  return `<text x="${leftOf(run.column)}" y="${y}"${length}${run.attributes}>${text}</text>`;
};

/** Rectangles for neighbouring cells of the same colour by `colorOf`. */
const bands = (
  row: readonly ScreenCell[],
  colorOf: (cell: ScreenCell) => string | undefined,
  box: { readonly y: number; readonly height: number },
): string[] => {
  const found: { column: number; width: number; color: string }[] = [];
  for (const [column, cell] of row.entries()) {
    const color = colorOf(cell);
    const last = found.at(-1);
    if (color === undefined) continue;
    if (last?.color === color && last.column + last.width === column) last.width += 1;
    else found.push({ column, width: 1, color });
  }
  return found.map(({ column, width, color }) => {
    const across = `x="${leftOf(column)}" width="${width * cellSize.width}"`;
    return `<rect ${across} y="${box.y}" height="${box.height}" fill="${color}"/>`;
  });
};

const papers = (row: readonly ScreenCell[], index: number, palette: Palette): string[] =>
  bands(
    row,
    (cell) => {
      const { paper } = cellColors(cell, palette);
      return paper === palette.background ? undefined : paper;
    },
    { y: topOf(index), height: cellSize.height },
  );

const rules = (row: readonly ScreenCell[], index: number, palette: Palette): string[] => {
  const ruled = (isRuled: (cell: ScreenCell) => boolean, y: number): string[] =>
    bands(row, (cell) => (isRuled(cell) ? cellColors(cell, palette).ink : undefined), {
      y,
      height: 1,
    });
  return [
    ...ruled((cell) => cell.underline, topOf(index) + cellSize.baseline + 2),
    ...ruled((cell) => cell.strikethrough, topOf(index) + cellSize.middleY - 0.5),
  ];
};

type Window = { readonly width: number; readonly height: number; readonly title: string };

const windowElements = ({ width, height, title }: Window, palette: Palette): string[] => [
  `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${frame.radius}" fill="${palette.background}"/>`,
  `<path d="M.5 ${frame.titleBar}V${frame.radius + 0.5}a${frame.radius} ${frame.radius} 0 0 1 ${frame.radius}-${frame.radius}H${width - frame.radius - 0.5}a${frame.radius} ${frame.radius} 0 0 1 ${frame.radius} ${frame.radius}V${frame.titleBar}z" fill="${palette.titleBar}"/>`,
  ...buttons.map(
    (color, i) => `<circle cx="${21 + i * 20}" cy="${frame.titleBar / 2}" r="6" fill="${color}"/>`,
  ),
  `<text class="m" x="${width / 2}" y="${frame.titleBar / 2 + 4.5}" font-family="${fonts.title}" font-size="13" fill="${palette.title}">${escapeXml(title)}</text>`,
  `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="${frame.radius}" fill="none" stroke="${palette.border}"/>`,
];

/** The layers of a screen, the lowest first; each is a list of SVG elements. */
export type Layers = {
  readonly papers: readonly string[];
  readonly shapes: readonly string[];
  readonly texts: readonly string[];
  readonly rules: readonly string[];
  readonly cursor: readonly string[];
};

type Drawn = Pick<ScreenPicture, 'cells' | 'palette' | 'cursor'>;

/** The elements of a screen, without the window around it. Shapes join within the chosen rows. */
export const drawLayers = (
  { cells, palette, cursor }: Drawn,
  rowNumbers: readonly number[] = [...cells.keys()],
): Layers => {
  const rows = rowNumbers.map((index) => [index, cells[index] ?? []] as const);
  const shapes = new ShapeCollector();
  const texts = rows.flatMap(([index, row]) =>
    textRuns(row, palette, (cell, column) => {
      const place = { x: leftOf(column), y: topOf(index), ink: cellColors(cell, palette).ink };
      return shapes.add(cell.char, place);
    }).map((run) => textElement(run, index)),
  );
  return {
    papers: rows.flatMap(([index, row]) => papers(row, index, palette)),
    shapes: shapes.toSvg(),
    texts,
    rules: rows.flatMap(([index, row]) => rules(row, index, palette)),
    cursor:
      cursor === undefined
        ? []
        : [
            `<rect x="${leftOf(cursor.x)}" y="${topOf(cursor.y) + 1}" width="2" height="${cellSize.height - 2}" fill="${palette.cursor}"/>`,
          ],
  };
};

/** A window around `layers`, as a complete SVG file. `style` is additional CSS. */
export const drawWindow = (
  { cells, palette, title, description }: ScreenPicture,
  { papers: under, shapes, texts, rules: over, cursor }: Layers,
  style = '',
): string => {
  const columns = Math.max(...cells.map((row) => row.length));
  const width = 2 * frame.side + columns * cellSize.width;
  const height = topOf(cells.length) + frame.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(description)}</title>`,
    `<style>.m{text-anchor:middle}${style}</style>`,
    ...windowElements({ width, height, title }, palette),
    // Crisp like the blocks, or a scaled picture shows the edges of what is below them.
    '<g shape-rendering="crispEdges">',
    ...under,
    '</g>',
    ...shapes,
    `<g font-family="${fonts.cells}" font-size="${fonts.size}" fill="${palette.foreground}">`,
    ...texts,
    '</g>',
    ...over,
    ...cursor,
    '</svg>',
    '',
  ].join('\n');
};

/** Draws a screen as a window, in SVG. The same screen always gives the same text. */
export const drawScreen = (picture: ScreenPicture): string =>
  drawWindow(picture, drawLayers(picture));
