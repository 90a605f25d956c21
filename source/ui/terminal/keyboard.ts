import type { TerminalEvent } from './terminal-input.ts';

/** Alt sends Esc before the key (xterm would type `á`); the previous mode is saved and restored. */
const altOn = '\u001b[?1036s\u001b[?1036h';
const altOff = '\u001b[?1036r';

/**
 * Application mode for the keypad and the cursor keys: without it, st sends for Delete what others send
 * for F1. In other terminals it would make keypad keys ambiguous.
 */
const applicationOn = '\u001b[?1h\u001b=';
const applicationOff = '\u001b>\u001b[?1l';

/** Makes xterm report modifiers of keys that are not letters; terminals that do not know it may read underline. */
const otherKeysOn = '\u001b[>4;1m';
const otherKeysOff = '\u001b[>4m\u001b[m';
const askForOtherKeys = '\u001b[?4m';

/** kitty's keyboard protocol: every key reports its modifiers, and Esc is a sequence too. */
const kittyOn = '\u001b[>1u';
const kittyOff = '\u001b[<u';
const askForKitty = '\u001b[?u';

const parts = /^(?<held>(?:(?:Ctrl|Alt|Shift)\+)*)(?<name>.+)$/u;

/** Keys with modifiers that have codes of their own in every terminal. */
const known = /^Shift\+Tab$|^Ctrl\+(?:Alt\+)?Space$/;

const isOneHard = (key: string): boolean => {
  const { held = '', name = '' } = parts.exec(key)?.groups ?? {};
  if (held === '' || held === 'Alt+' || known.test(key)) return false;
  return /^(?:Enter|Tab|Space|Backspace)$/.test(name) || /^[^A-Z]$/u.test(name);
};

/** Whether terminals report a key as another one by default: only with kitty's protocol do all its modifiers count. */
export const isHardToTell = (key: string): boolean =>
  key.includes('+') && key.split(' ').some(isOneHard);

/** The terminal's modes for telling more keys apart, and which of them it is known to support. */
export class Keyboard {
  readonly #application: { readonly on: string; readonly off: string };
  #knowsKitty = false;
  #reportsModifiers = false;

  /** For a terminal of this name, as in `TERM`. */
  constructor(term: string | undefined) {
    const isSt = /^st(?:term)?(?:-|$)/.test(term ?? '');
    this.#application = { on: isSt ? applicationOn : applicationOff, off: applicationOff };
  }

  /** Switches the modes on; a terminal that supports them answers at some point. */
  get entering(): string {
    const others = this.#knowsKitty ? kittyOn : otherKeysOn + askForOtherKeys + askForKitty;
    return altOn + this.#application.on + others;
  }

  /** Restores the keyboard, on the screen it was set up in. */
  get leaving(): string {
    return (this.#knowsKitty ? kittyOff : otherKeysOff) + this.#application.off + altOff;
  }

  /** Whether Esc arrives as a sequence, and a bare one only before other sequences. */
  get encodesEscape(): boolean {
    return this.#knowsKitty;
  }

  /** Takes an answer from the terminal; returns what to write to it. */
  answered({ protocol }: Extract<TerminalEvent, { kind: 'keyboard' }>): string {
    if (protocol === 'modifyOtherKeys') {
      this.#reportsModifiers = true;
      return '';
    }
    if (this.#knowsKitty) return '';
    this.#knowsKitty = true;
    return otherKeysOff + kittyOn;
  }

  /** Whether the terminal is known to report a key unambiguously. */
  canReport(key: string): boolean {
    if (this.#knowsKitty || !isHardToTell(key)) return true;
    return this.#reportsModifiers && key === 'Shift+Enter';
  }
}
