/** Report clicks and the wheel (1000), in the form that knows more than 223 columns (1006). */
const mouseOn = '\u001b[?1000h\u001b[?1006h';
const mouseOff = '\u001b[?1006l\u001b[?1000l';

/** Tell of getting and losing the focus. */
const focusOn = '\u001b[?1004h';
const focusOff = '\u001b[?1004l';

/** A row that the terminal draws wider than we think must not run into the next one (DECAWM). */
const wrapOff = '\u001b[?7l';
const wrapOn = '\u001b[?7h';

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
        entering: wrapOff + focusOn + (mouse ? mouseOn : ''),
        leaving: wrapOn + focusOff + (mouse ? mouseOff : ''),
      };
