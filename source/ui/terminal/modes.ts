/** Report clicks and the wheel (1000), in the form that knows more than 223 columns (1006). */
const mouseOn = '\u001b[?1000h\u001b[?1006h';
const mouseOff = '\u001b[?1006l\u001b[?1000l';

/** Tell of getting and losing the focus. */
const focusOn = '\u001b[?1004h';
const focusOff = '\u001b[?1004l';

/** A row that the terminal draws wider than we think must not run into the next one (DECAWM). */
const wrapOff = '\u001b[?7l';
const wrapOn = '\u001b[?7h';

/**
 * The wheel is not to press arrow keys (1007), as most terminals let it on the alternate screen of a
 * program without a mouse. Afterwards it is as before: on where the terminal cannot tell how that
 * was (XTSAVE, XTRESTORE), for those have it on at their start.
 */
const wheelOff = '\u001b[?1007s\u001b[?1007l';
const wheelBack = '\u001b[?1007h\u001b[?1007r';

/** What to switch on in the terminal while the screen is drawn, and how to take it back. */
export const terminalModes = ({
  isPlain,
  mouse,
}: {
  /** The terminal knows no mouse, or a screen reader reads it. */
  readonly isPlain: boolean;
  readonly mouse: boolean;
}): { readonly entering: string; readonly leaving: string } =>
  isPlain
    ? { entering: '', leaving: '' }
    : {
        entering: wrapOff + focusOn + (mouse ? mouseOn : wheelOff),
        leaving: wrapOn + focusOff + (mouse ? mouseOff : wheelBack),
      };
