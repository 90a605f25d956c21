import { setTimeout as sleep } from 'node:timers/promises';
import { type Area, configure, type Desktop, windowArea } from './desktop.ts';
import { start } from './processes.ts';

/** Terminals that people use. */
export const terminalNames = ['xterm', 'vte'] as const;

/** One of them. */
export type TerminalName = (typeof terminalNames)[number];

/** Light or dark, of the background. */
export type Shade = 'light' | 'dark';

/** A window of a terminal with a program in it. */
export type TerminalWindow = {
  /** Where cells are on the screen. */
  readonly area: (cells: Area) => Area;
  readonly stop: () => Promise<void>;
};

type Opening = {
  readonly shade: Shade;
  readonly title: string;
  readonly command: readonly string[];
};

export const columns = 120;
export const rows = 40;

const colours = {
  light: { background: '#ffffff', foreground: '#000000' },
  dark: { background: '#000000', foreground: '#e5e5e5' },
} as const;

const font = (weight: string, language: string): string =>
  `-misc-fixed-${weight}-r-normal-${language}-18-*-iso10646-1`;

/** With fonts that have no shades: each pixel is of the colour of the text or of its background. */
const openXterm = (desktop: Desktop, { shade, title, command }: Opening) => {
  const { background, foreground } = colours[shade];
  return start(
    'xterm',
    [
      '-geometry',
      `${columns}x${rows}+40+40`,
      '-T',
      title,
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
      // The title stays what it is: that is how the window is found.
      '-xrm',
      '*allowTitleOps: false',
      '-e',
      ...command,
    ],
    { env: desktop.env },
  );
};

const openVte = (desktop: Desktop, { shade, title, command }: Opening) => {
  const { background, foreground } = colours[shade];
  configure(
    desktop,
    ['xfce4', 'terminal', 'terminalrc'],
    [
      '[Configuration]',
      'FontName=DejaVu Sans Mono 9',
      `ColorBackground=${background}`,
      `ColorForeground=${foreground}`,
      'TitleMode=TERMINAL_TITLE_HIDE',
      'MiscCursorBlinks=FALSE',
    ],
  );
  return start(
    'xfce4-terminal',
    [
      '--disable-server',
      '--hide-menubar',
      '--hide-scrollbar',
      '--hide-toolbar',
      `--geometry=${columns}x${rows}+40+40`,
      `--initial-title=${title}`,
      '-x',
      ...command,
    ],
    { env: desktop.env },
  );
};

const openers = { xterm: openXterm, vte: openVte } as const;

/** Opens a terminal with a program in it, which has the keyboard then. */
export const openWindow = async (
  desktop: Desktop,
  terminal: TerminalName,
  opening: Omit<Opening, 'title'>,
): Promise<TerminalWindow> => {
  const title = `terminal-${Date.now()}`;
  const { stop } = openers[terminal](desktop, { ...opening, title });
  const id = (
    await desktop.xdotool('search', '--sync', '--onlyvisible', '--limit', '1', '--name', title)
  ).trim();
  // It grows to its size only when the font is known.
  await sleep(1000);
  await desktop.xdotool('windowfocus', '--sync', id);
  const { x, y, width, height } = await windowArea(desktop, id);
  const hints = await desktop.ask('xprop', '-id', id, 'WM_NORMAL_HINTS');
  const [cellWidth = 0, cellHeight = 0] =
    /resize increment: (\d+) by (\d+)/.exec(hints)?.slice(1).map(Number) ?? [];
  if (Math.floor(width / cellWidth) !== columns || Math.floor(height / cellHeight) !== rows)
    throw new Error(
      `the window of ${terminal} is not ${columns}×${rows}: ${width}×${height}, ${hints}`,
    );
  const border = {
    x: Math.floor((width - columns * cellWidth) / 2),
    y: Math.floor((height - rows * cellHeight) / 2),
  };
  return {
    area: (cells) => ({
      x: x + border.x + cells.x * cellWidth,
      y: y + border.y + cells.y * cellHeight,
      width: cells.width * cellWidth,
      height: cells.height * cellHeight,
    }),
    stop,
  };
};
