import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { functionKeyName } from './function-keys.ts';
import { nextInput } from './input-sequences.ts';
import { keyInput } from './key-sequences.ts';
import { type MouseEvent, mouseEvent } from './mouse-report.ts';

/** What the terminal reports and Ink does not handle. */
export type TerminalEvent =
  | MouseEvent
  | { readonly kind: 'focus'; readonly hasFocus: boolean }
  /** The answer to a question about the terminal: the text of an operating system command (OSC). */
  | { readonly kind: 'answer'; readonly text: string }
  /** The terminal supports kitty's keyboard protocol, or tells more keys apart by `modifyOtherKeys`. */
  | { readonly kind: 'keyboard'; readonly protocol: 'kitty' | 'modifyOtherKeys' }
  /** The reported cursor position; the corner is 1, 1. */
  | { readonly kind: 'cursor'; readonly row: number; readonly column: number }
  | { readonly kind: 'key'; readonly name: string };

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

/** How long after an Esc, in ms, until it counts as the key. */
const escapePatience = 20;

/** How long to wait for the rest of a sequence, in ms, even over a slow line. */
const sequencePatience = 1000;

/** The longest sequence, in characters: no terminal sends longer ones. */
const longest = 8192;

/** Whether it is Esc, once or twice, and nothing else. */
const isEscape = (text: string): boolean => text === '\u001b' || text === '\u001b\u001b';

/** The start of a paste's end mark at the end of `text`, or nothing. */
const pasteEndStart = (text: string): string => {
  for (let length = pasteEnd.length - 1; length > 0; length -= 1)
    if (text.endsWith(pasteEnd.slice(0, length))) return pasteEnd.slice(0, length);
  return '';
};

/** Answers, and unrequested reports of the terminal; mouse reports are in mouse-report.ts. */
const report = new RegExp(
  [
    String.raw`^\u001b\](?<osc>[^\u0007\u001b]*)(?:\u0007|\u001b\\)$`,
    String.raw`^\u001b\[(?<focus>[IO])$`,
    String.raw`^\u001b\[\?(?<kitty>\d+)u$`,
    String.raw`^\u001b\[>4;(?<other>\d)m$`,
    String.raw`^\u001b\[(?<row>\d+);(?<column>\d+)R$`,
  ].join('|'),
);

/** What a sequence reports, if it is not a key. */
const reportedBy = (sequence: string): TerminalEvent | undefined => {
  const { osc, focus, kitty, other, row, column } = report.exec(sequence)?.groups ?? {};
  if (osc !== undefined) return { kind: 'answer', text: osc };
  if (focus !== undefined) return { kind: 'focus', hasFocus: focus === 'I' };
  if (kitty !== undefined) return { kind: 'keyboard', protocol: 'kitty' };
  if (other !== undefined && other !== '0')
    return { kind: 'keyboard', protocol: 'modifyOtherKeys' };
  // In the first row it might as well be Shift+F3.
  if (row !== undefined && row !== '1')
    return { kind: 'cursor', row: Number(row), column: Number(column) };
  return mouseEvent(sequence);
};

/**
 * Serves as Ink's stdin: takes out what Ink would swallow or type (mouse, focus, function keys, answers)
 * and passes on text and the keys that Ink reads. Everything inside a paste is text, whatever it looks
 * like.
 */
export class TerminalInput extends PassThrough {
  readonly isTTY = true;
  /** Whether Esc arrives as a sequence: a bare one then starts a sequence, however late its rest arrives. */
  encodesEscape = false;
  readonly #source: ReadStream;
  readonly #report: (event: TerminalEvent) => void;
  #held = '';
  #isPasting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: ReadStream, tell: (event: TerminalEvent) => void) {
    super();
    this.#source = source;
    this.#report = tell;
    source.setEncoding('utf8');
    source.on('data', this.#receive);
    source.on('end', () => this.end());
  }

  setRawMode(isRaw: boolean): this {
    this.#source.setRawMode(isRaw);
    return this;
  }

  ref(): void {
    this.#source.ref();
  }

  unref(): void {
    this.#source.unref();
  }

  readonly #receive = (data: string | Buffer): void => {
    clearTimeout(this.#timer);
    this.#pass(this.#take(this.#held + data.toString()));
    if (this.#held === '' || this.#isPasting) return;
    const mayBeKey = isEscape(this.#held) && !this.encodesEscape;
    this.#timer = setTimeout(this.#giveUp, mayBeKey ? escapePatience : sequencePatience);
  };

  /** The rest has not arrived: these were keys, Esc or one with Alt, or part of an answer. */
  readonly #giveUp = (): void => {
    const held = this.#held;
    this.#held = '';
    if (isEscape(held))
      for (let index = 0; index < held.length; index += 1)
        this.#report({ kind: 'key', name: 'Esc' });
    else if (held.length === 2) this.#report({ kind: 'key', name: `Alt+${held.slice(1)}` });
  };

  /** Passes text on; Ink reads it at once, so that a report after it cannot overtake it. */
  #pass(text: string): void {
    if (text === '') return;
    this.write(text);
    this.emit('readable');
  }

  /** Takes reports out of some input; returns what follows the last one for Ink. */
  #take(input: string): string {
    this.#held = '';
    let out = '';
    let rest = input;
    const announce = (event: TerminalEvent): void => {
      this.#pass(out);
      out = '';
      this.#report(event);
    };
    while (rest !== '') {
      if (this.#isPasting) {
        const end = rest.indexOf(pasteEnd);
        if (end === -1) {
          this.#held = pasteEndStart(rest);
          return out + rest.slice(0, rest.length - this.#held.length);
        }
        this.#isPasting = false;
        out += rest.slice(0, end + pasteEnd.length);
        rest = rest.slice(end + pasteEnd.length);
        continue;
      }
      const { kind, text } = nextInput(rest);
      rest = rest.slice(text.length);
      if (kind === 'text') out += text;
      else if (kind === 'escape') announce({ kind: 'key', name: 'Esc' });
      else if (kind === 'unfinished') this.#held = text.length > longest ? '' : text;
      else if (text === pasteStart) {
        this.#isPasting = true;
        out += text;
      } else {
        const name = functionKeyName(text);
        const event = name === undefined ? reportedBy(text) : ({ kind: 'key', name } as const);
        if (event === undefined) out += keyInput(text);
        else announce(event);
      }
    }
    return out;
  }
}
