import { alternateScreenEnter, alternateScreenLeave, cursorHide, cursorShow } from './sequences.ts';

/** A mode of the terminal while it is ours, as the escape sequences that switch it on and off. */
export type TerminalMode = { readonly entering: string; readonly leaving: string };

/** A separate screen; the cursor, if needed, is shown with each frame. */
const alternateScreen: TerminalMode = {
  entering: alternateScreenEnter + cursorHide,
  leaving: alternateScreenLeave + cursorShow,
};

/** Ink switches it on when it listens, but would switch it off only after the terminal is no longer ours. */
const bracketedPaste: TerminalMode = { entering: '', leaving: '\u001b[?2004l' };

/** A row that the terminal draws wider than we think must not run into the next one (DECAWM). */
const noWrap: TerminalMode = { entering: '\u001b[?7l', leaving: '\u001b[?7h' };

/** Reports when the terminal gains or loses focus. */
const focusReports: TerminalMode = { entering: '\u001b[?1004h', leaving: '\u001b[?1004l' };

/**
 * Reports clicks and the wheel (1000), movement while a button is held (1002), in a format that supports more
 * than 223 columns (1006).
 */
const mouseReports: TerminalMode = {
  entering: '\u001b[?1000h\u001b[?1002h\u001b[?1006h',
  leaving: '\u001b[?1006l\u001b[?1002l\u001b[?1000l',
};

/**
 * Keeps the wheel from sending arrow keys (1007), as most terminals let it do on the alternate screen of
 * a program without a mouse. Restored afterwards; terminals that cannot save it (XTSAVE, XTRESTORE) have
 * it on by default.
 */
const silentWheel: TerminalMode = {
  entering: '\u001b[?1007s\u001b[?1007l',
  leaving: '\u001b[?1007h\u001b[?1007r',
};

/** The terminal's modes while the screen is drawn, in the order to switch them on. */
export const terminalModes = ({
  isPlain,
  mouse,
  keyboard,
}: {
  /** The terminal has no mouse, or a screen reader reads it. */
  readonly isPlain: boolean;
  readonly mouse: boolean;
  /** Tells more keys apart. */
  readonly keyboard: TerminalMode;
}): readonly TerminalMode[] =>
  isPlain
    ? []
    : [
        alternateScreen,
        bracketedPaste,
        keyboard,
        noWrap,
        focusReports,
        mouse ? mouseReports : silentWheel,
      ];
