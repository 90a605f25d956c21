import { type Area, configure, type Desktop } from './desktop.ts';
import { start } from './processes.ts';
import { awaitWire, type Wire } from './wire.ts';

/** Light or dark, of the background. */
export type Shade = 'light' | 'dark';

/** What a terminal opens with. */
type Opening = {
  readonly background: string;
  readonly foreground: string;
  readonly command: readonly string[];
};

type Terminal = {
  readonly program: string;
  /** By which its window is found. */
  readonly windowClass: string;
  /** Its arguments, with settings written before where there is no argument. */
  readonly args: (opening: Opening, desktop: Desktop) => readonly string[];
  /** Whether it takes its colours from an escape sequence only. */
  readonly isToldColours?: true;
  /** Whether the pixels of its letters are of more colours than that of the text, whatever the fonts' settings. */
  readonly hasShades?: true;
};

export const columns = 120;
export const rows = 40;

const font = (weight: string, language: string): string =>
  `-misc-fixed-${weight}-r-normal-${language}-18-*-iso10646-1`;

const geometry = `${columns}x${rows}+40+40`;

/** Terminals that people use. */
const terminals = {
  /** With fonts that have no shades: each pixel is of the colour of the text or of its background. */
  xterm: {
    program: 'xterm',
    windowClass: 'XTerm',
    args: ({ background, foreground, command }) => [
      '-geometry',
      geometry,
      '-tn',
      'xterm-256color',
      '-bg',
      background,
      '-fg',
      foreground,
      '-u8',
      '-fn',
      font('medium', ''),
      '-fb',
      font('bold', ''),
      '-fw',
      font('medium', 'ja'),
      '-e',
      ...command,
    ],
  },
  urxvt: {
    program: 'urxvt',
    windowClass: 'URxvt',
    args: ({ background, foreground, command }) => [
      '-geometry',
      geometry,
      '-bg',
      background,
      '-fg',
      foreground,
      '-fn',
      `${font('medium', '')},${font('medium', 'ja')}`,
      '-fb',
      font('bold', ''),
      '-e',
      ...command,
    ],
  },
  /** By way of xfce4-terminal. */
  vte: {
    program: 'xfce4-terminal',
    windowClass: 'Xfce4-terminal',
    args: ({ background, foreground, command }, desktop) => {
      configure(
        desktop,
        ['xfce4', 'terminal', 'terminalrc'],
        [
          '[Configuration]',
          'FontName=DejaVu Sans Mono 9',
          `ColorBackground=${background}`,
          `ColorForeground=${foreground}`,
          'MiscCursorBlinks=FALSE',
        ],
      );
      return ['--disable-server', `--geometry=${geometry}`, '-x', ...command];
    },
  },
  kitty: {
    program: 'kitty',
    windowClass: 'kitty',
    hasShades: true,
    args: ({ background, foreground, command }) => [
      '--config=NONE',
      ...[
        `background=${background}`,
        `foreground=${foreground}`,
        'font_family=DejaVu Sans Mono',
        'font_size=9',
        'remember_window_size=no',
        `initial_window_width=${columns}c`,
        `initial_window_height=${rows}c`,
        'cursor_blink_interval=0',
        'update_check_interval=0',
      ].flatMap((setting) => ['-o', setting]),
      ...command,
    ],
  },
  alacritty: {
    program: 'alacritty',
    windowClass: 'Alacritty',
    args: ({ background, foreground, command }) => [
      ...[
        `window.dimensions.columns=${columns}`,
        `window.dimensions.lines=${rows}`,
        'window.position.x=40',
        'window.position.y=40',
        'font.normal.family=DejaVu Sans Mono',
        'font.size=9',
        `colors.primary.background="${background}"`,
        `colors.primary.foreground="${foreground}"`,
      ].flatMap((setting) => ['-o', setting]),
      '-e',
      ...command,
    ],
  },
  st: {
    program: 'st',
    windowClass: 'st-256color',
    isToldColours: true,
    args: ({ command }) => ['-g', geometry, '-f', 'DejaVu Sans Mono:size=9', '-e', ...command],
  },
  konsole: {
    program: 'konsole',
    windowClass: 'konsole',
    args: ({ background, command }, desktop) => {
      configure(desktop, ['konsolerc'], ['[KonsoleWindow]', 'RememberWindowSize=false']);
      return [
        '--nofork',
        ...[
          `TerminalColumns=${columns}`,
          `TerminalRows=${rows}`,
          'Font=DejaVu Sans Mono,9',
          `ColorScheme=${background === colours.light.background ? 'BlackOnWhite' : 'WhiteOnBlack'}`,
        ].flatMap((setting) => ['-p', setting]),
        '-e',
        ...command,
      ];
    },
  },
} as const satisfies Readonly<Record<string, Terminal>>;

const colours = {
  light: { background: '#ffffff', foreground: '#000000' },
  dark: { background: '#000000', foreground: '#e5e5e5' },
} as const;

/** One of them. */
export type TerminalName = keyof typeof terminals;

export const terminalNames = Object.keys(terminals) as readonly TerminalName[];

export const hasShades = (name: TerminalName): boolean => {
  const terminal: Terminal = terminals[name];
  return terminal.hasShades ?? false;
};

/** A window of a terminal. */
export type TerminalWindow = {
  /** Where cells are on the screen. */
  readonly area: (cells: Area) => Area;
  readonly stop: () => Promise<void>;
};

/** A colour that nothing else on the screen has, 201 of 256. */
const marker = 0xff00ff;

/** Cells of that colour in the first and in the last corner. */
const marks = `\u001b[?25l\u001b[48;5;201m\u001b[H \u001b[${rows};${columns}H \u001b[m`;
const noMarks = '\u001b[H\u001b[2J\u001b[?25h';

/** ms for the marks to be drawn. */
const drawing = 10_000;

/** The cell in the first corner and the whole, found by their marks. */
const measure = async (desktop: Desktop): Promise<{ cell: Area; whole: Area } | undefined> => {
  const { width: across, height: down } = desktop.size;
  const pixels = await desktop.pixels({ x: 0, y: 0, width: across, height: down });
  const isMarked = (x: number, y: number): boolean =>
    pixels.readUIntBE((y * across + x) * 3, 3) === marker;
  const marked: { x: number; y: number }[] = [];
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) if (isMarked(x, y)) marked.push({ x, y });
  const [first, last] = [marked[0], marked.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let [width, height] = [0, 0];
  while (isMarked(first.x + width, first.y)) width += 1;
  while (isMarked(first.x, first.y + height)) height += 1;
  return {
    cell: { ...first, width, height },
    whole: { ...first, width: last.x - first.x + 1, height: last.y - first.y + 1 },
  };
};

const measureCell = async (desktop: Desktop, terminal: TerminalName): Promise<Area> => {
  const end = Date.now() + drawing;
  for (;;) {
    const found = await measure(desktop);
    if (found !== undefined) {
      const { cell, whole } = found;
      if (whole.width === columns * cell.width && whole.height === rows * cell.height) return cell;
    }
    if (Date.now() > end)
      throw new Error(`the cells of ${terminal} are not found: ${JSON.stringify(found)}`);
  }
};

/** Opens a terminal, which has the keyboard then, with a wire to it; the program begins when that is closed. */
export const openWired = async (
  desktop: Desktop,
  name: TerminalName,
  {
    shade,
    command,
  }: {
    readonly shade: Shade;
    /** What is run when the wire is closed. */
    readonly command?: readonly string[];
  },
): Promise<{ readonly window: TerminalWindow; readonly wire: Wire }> => {
  const { program, windowClass, args, isToldColours }: Terminal = terminals[name];
  const awaited = await awaitWire(desktop, { columns, rows });
  const inTurn = ['sh', '-c', '"$1" "$2" "$3" "$4" "$5"; shift 5; exec "$@"', 'sh'];
  const all = command === undefined ? awaited.command : [...inTurn, ...awaited.command, ...command];
  const { background, foreground } = colours[shade];
  const { stop } = start(program, args({ background, foreground, command: all }, desktop), {
    env: desktop.env,
  });
  const wire = await awaited.connected().catch((error: unknown) => {
    throw new Error(`the window of ${name} does not become ${columns}×${rows}`, { cause: error });
  });
  awaited.close();
  const search = ['search', '--sync', '--onlyvisible', '--limit', '1', '--class', windowClass];
  const id = (await desktop.xdotool(...search)).trim();
  await desktop.xdotool('windowfocus', '--sync', id);
  if (isToldColours) wire.show(`\u001b]10;${foreground}\u0007\u001b]11;${background}\u0007`);
  wire.show(marks);
  const cell = await measureCell(desktop, name);
  wire.show(noMarks);
  return {
    wire,
    window: {
      area: ({ x, y, width, height }) => ({
        x: cell.x + x * cell.width,
        y: cell.y + y * cell.height,
        width: width * cell.width,
        height: height * cell.height,
      }),
      stop,
    },
  };
};

/** Opens a terminal with a program in it, which has the keyboard then. */
export const openWindow = async (
  desktop: Desktop,
  name: TerminalName,
  opening: { readonly shade: Shade; readonly command: readonly string[] },
): Promise<TerminalWindow> => {
  const { window, wire } = await openWired(desktop, name, opening);
  await wire.close();
  return window;
};
