import xterm, {
  type IBufferCell,
  type IUnicodeVersionProvider,
  type Terminal,
} from '@xterm/headless';
import { readCell, type ScreenCell } from './terminal-cell.ts';
import { currentWidths } from './terminal-width.ts';

/** The modes that a program has set in its terminal. */
export type TerminalModes = {
  /** Whether the wheel sends arrow keys on the alternate screen, if the program does not use the mouse. */
  readonly alternateScroll: boolean;
  readonly alternateScreen: boolean;
  readonly bracketedPaste: boolean;
  readonly cursorVisible: boolean;
  readonly focusReports: boolean;
  readonly mouse: 'none' | 'x10' | 'vt200' | 'drag' | 'any';
  /** Whether the mouse is reported in the SGR form. */
  readonly mouseSgr: boolean;
  /** Whether a synchronized update (DECSET 2026) is going on. */
  readonly synchronizedUpdate: boolean;
};

export type TerminalSize = { readonly columns: number; readonly rows: number };

/** How a terminal looks to the program in it. */
export type TerminalLooks = {
  /** The answer to a program that asks for it (OSC 11); without it the terminal does not answer. */
  readonly background?: `#${string}`;
  /** How it measures characters; like current terminals by default. */
  readonly widths?: IUnicodeVersionProvider;
  /** Whether it reports its focus as soon as it is asked to (mode 1004), as tmux does. */
  readonly tellsFocus?: boolean;
  /** Whether the wheel sends arrow keys at the start, as in most terminals but not in xterm. */
  readonly alternateScroll?: boolean;
  /** Whether the terminal can save and restore modes (XTSAVE), as xterm and VTE can; Alacritty cannot. */
  readonly savesModes?: boolean;
};

/** The screen of a terminal: receives what a program writes, and shows what a person would see. */
export type Emulator = {
  readonly terminal: Terminal;
  readonly screen: () => string[];
  readonly cells: () => ScreenCell[][];
  /** What is shown of each hyperlink (OSC 8), by its parameters and URI, in reading order. */
  readonly links: () => ReadonlyMap<string, string>;
  readonly title: () => string;
  readonly clipboard: () => string | undefined;
  readonly modes: () => TerminalModes;
};

/** What the emulator keeps of hyperlinks; it is not part of its public interface. */
type LinkService = {
  readonly _core: {
    readonly _oscLinkService: {
      readonly getLinkData: (
        id: number,
      ) => { readonly id?: string; readonly uri: string } | undefined;
    };
  };
};
type LinkedCell = { readonly extended: { readonly urlId: number } };

const blankEnd = / +$/;

/** What xterm answers to OSC 11: 16 bits for each of red, green and blue. */
const backgroundAnswer = (background: string): string => {
  const [red, green, blue] = [1, 3, 5].map((start) => background.slice(start, start + 2).repeat(2));
  return `\u001b]11;rgb:${red}/${green}/${blue}\u001b\\`;
};

/** Makes an empty screen. */
export const createEmulator = ({
  columns,
  rows,
  background,
  widths = currentWidths,
  tellsFocus = false,
  alternateScroll = true,
  savesModes = true,
}: TerminalSize & TerminalLooks): Emulator => {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    windowOptions: { pushTitle: true, popTitle: true },
  });
  terminal.unicode.register(widths);
  terminal.unicode.activeVersion = widths.version;

  let title = '';
  terminal.onTitleChange((text) => {
    title = text;
  });

  let clipboard: string | undefined;
  terminal.parser.registerOscHandler(52, (data) => {
    const payload = data.slice(data.indexOf(';') + 1);
    // A question mark asks for the clipboard; a careful terminal stays silent.
    if (payload !== '?') clipboard = Buffer.from(payload, 'base64').toString();
    return true;
  });

  terminal.parser.registerOscHandler(11, (data) => {
    if (data === '?' && background !== undefined)
      terminal.input(backgroundAnswer(background), false);
    return true;
  });

  // The emulator's interface does not expose these three modes.
  const privateModes = new Set<number>();
  const track = (isSet: boolean) => (params: (number | number[])[]) => {
    for (const mode of params.flat()) {
      if (isSet && mode === 1004 && tellsFocus) terminal.input('\u001b[I', false);
      if (isSet) privateModes.add(mode);
      else privateModes.delete(mode);
    }
    return false;
  };
  const forget = (): boolean => {
    privateModes.clear();
    privateModes.add(25);
    if (alternateScroll) privateModes.add(1007);
    return false;
  };
  forget();
  let savedScroll = false;
  if (savesModes) {
    terminal.parser.registerCsiHandler({ prefix: '?', final: 's' }, ([mode]) => {
      if (mode === 1007) savedScroll = privateModes.has(1007);
      return true;
    });
    terminal.parser.registerCsiHandler({ prefix: '?', final: 'r' }, ([mode]) => {
      if (mode === 1007) track(savedScroll)([1007]);
      return true;
    });
  }
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, track(true));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, track(false));
  terminal.parser.registerEscHandler({ final: 'c' }, forget);

  const lines = () => {
    const buffer = terminal.buffer.active;
    return Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.baseY + row));
  };

  return {
    terminal,
    screen: () =>
      lines().map(
        (line) => line?.translateToString(false, 0, terminal.cols).replace(blankEnd, '') ?? '',
      ),
    cells: () =>
      lines().map((line) => {
        const row: ScreenCell[] = [];
        for (let column = 0; column < terminal.cols; column += 1) {
          const cell: IBufferCell | undefined = line?.getCell(column);
          if (cell !== undefined) row.push(readCell(cell));
        }
        return row;
      }),
    links: () => {
      const { _core: core } = terminal as unknown as LinkService;
      const { _oscLinkService: service } = core;
      const links = new Map<string, string>();
      for (const line of lines())
        for (let column = 0; column < terminal.cols; column += 1) {
          const cell = line?.getCell(column) as (IBufferCell & LinkedCell) | undefined;
          const link = service.getLinkData(cell?.extended.urlId ?? 0);
          if (cell === undefined || link === undefined) continue;
          const key = `${link.id ?? ''} ${link.uri}`;
          links.set(key, (links.get(key) ?? '') + cell.getChars());
        }
      return links;
    },
    title: () => title,
    clipboard: () => clipboard,
    modes: () => ({
      alternateScroll: privateModes.has(1007),
      alternateScreen: terminal.buffer.active.type === 'alternate',
      bracketedPaste: terminal.modes.bracketedPasteMode,
      cursorVisible: privateModes.has(25),
      focusReports: terminal.modes.sendFocusMode,
      mouse: terminal.modes.mouseTrackingMode,
      mouseSgr: privateModes.has(1006),
      synchronizedUpdate: terminal.modes.synchronizedOutputMode,
    }),
  };
};
