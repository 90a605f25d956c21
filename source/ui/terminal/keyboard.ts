import type { TerminalEvent } from './terminal-input.ts';

/** Alt sends Esc before the key (xterm would type `á`); as it was before is remembered, and restored. */
const altOn = '\u001b[?1036s\u001b[?1036h';
const altOff = '\u001b[?1036r';

/**
 * The keypad and the cursor keys in their application mode: without it st sends for Delete what is
 * F1 elsewhere. Others send keys of the keypad then that cannot be told from others.
 */
const applicationOn = '\u001b[?1h\u001b=';
const applicationOff = '\u001b>\u001b[?1l';

/** xterm tells keys with modifiers that are no letters; what does not know it may read an underline. */
const otherKeysOn = '\u001b[>4;1m';
const otherKeysOff = '\u001b[>4m\u001b[m';
const askForOtherKeys = '\u001b[?4m';

/** kitty's keyboard protocol: each key tells its modifiers, and Esc is a sequence as well. */
const kittyOn = '\u001b[>1u';
const kittyOff = '\u001b[<u';
const askForKitty = '\u001b[?u';

/** Keys that terminals report as another key by default; Ctrl+Backspace only kitty's protocol tells apart. */
const hardToTell = new Set(['Shift+Enter', 'Ctrl+Backspace']);

/** What is switched on in the terminal so that it tells more keys apart, and what is known of that. */
export class Keyboard {
  readonly #application: { readonly on: string; readonly off: string };
  #knowsKitty = false;
  #tellsOtherKeys = false;

  /** For a terminal of this name, as in `TERM`. */
  constructor(term: string | undefined) {
    const isSt = /^st(?:term)?(?:-|$)/.test(term ?? '');
    this.#application = { on: isSt ? applicationOn : applicationOff, off: applicationOff };
  }

  /** To switch it on; what the terminal knows it answers, whenever that comes. */
  get entering(): string {
    const others = this.#knowsKitty ? kittyOn : otherKeysOn + askForOtherKeys + askForKitty;
    return altOn + this.#application.on + others;
  }

  /** To have the keyboard as it was; for the screen that it was switched on in. */
  get leaving(): string {
    return (this.#knowsKitty ? kittyOff : otherKeysOff) + this.#application.off + altOff;
  }

  /** Whether Esc comes as a sequence, and a bare one only before others. */
  get encodesEscape(): boolean {
    return this.#knowsKitty;
  }

  /** Takes an answer of the terminal; returns what to write to it. */
  answered({ protocol }: Extract<TerminalEvent, { kind: 'keyboard' }>): string {
    if (protocol === 'modifyOtherKeys') {
      this.#tellsOtherKeys = true;
      return '';
    }
    if (this.#knowsKitty) return '';
    this.#knowsKitty = true;
    return otherKeysOff + kittyOn;
  }

  /** Whether the terminal tells a key of the table of keys from others, as far as is known. */
  tells(key: string): boolean {
    if (this.#knowsKitty || !hardToTell.has(key)) return true;
    return this.#tellsOtherKeys && key === 'Shift+Enter';
  }
}
