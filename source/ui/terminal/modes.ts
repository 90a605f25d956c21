import { alternateScreenEnter, alternateScreenLeave, cursorHide, cursorShow } from './sequences.ts';

/** Something that is on in the terminal while it is ours, as the escape sequences that switch it on and off. */
export type TerminalMode = { readonly entering: string; readonly leaving: string };

/** A screen of our own; where a cursor belongs, it is shown with the frame. */
const alternateScreen: TerminalMode = {
  entering: alternateScreenEnter + cursorHide,
  leaving: alternateScreenLeave + cursorShow,
};

/** Ink asks for marks around a paste when it listens, but would end them when the terminal is no longer ours. */
const bracketedPaste: TerminalMode = { entering: '', leaving: '\u001b[?2004l' };

/** A row that the terminal draws wider than we think must not run into the next one (DECAWM). */
const noWrap: TerminalMode = { entering: '\u001b[?7l', leaving: '\u001b[?7h' };

/** Tell of getting and losing the focus. */
const focusReports: TerminalMode = { entering: '\u001b[?1004h', leaving: '\u001b[?1004l' };

/** Report clicks and the wheel (1000), in the form that knows more than 223 columns (1006). */
const mouseReports: TerminalMode = {
  entering: '\u001b[?1000h\u001b[?1006h',
  leaving: '\u001b[?1006l\u001b[?1000l',
};

/**
 * The wheel is not to press arrow keys (1007), as most terminals let it on the alternate screen of a
 * program without a mouse. Afterwards it is as before: on where the terminal cannot tell how that
 * was (XTSAVE, XTRESTORE), for those have it on at their start.
 */
const silentWheel: TerminalMode = {
  entering: '\u001b[?1007s\u001b[?1007l',
  leaving: '\u001b[?1007h\u001b[?1007r',
};

/** What is on in the terminal while the screen is drawn, in the order in which it is switched on. */
export const terminalModes = ({
  isPlain,
  mouse,
  keyboard,
}: {
  /** The terminal knows no mouse, or a screen reader reads it. */
  readonly isPlain: boolean;
  readonly mouse: boolean;
  /** What is switched on to tell more keys apart. */
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
