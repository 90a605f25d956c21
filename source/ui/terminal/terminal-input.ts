import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { functionKey, functionKeyName } from './function-keys.ts';

/** A click of the left button, or a notch of the wheel; the screen's corner is 0, 0. */
export type MouseEvent =
  | { readonly kind: 'click'; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel'; readonly up: boolean; readonly x: number; readonly y: number };

/** What the terminal reports that Ink has no name for. */
export type TerminalEvent =
  | MouseEvent
  | { readonly kind: 'focus'; readonly hasFocus: boolean }
  /** The answer to a question about the terminal: the text of an operating system command (OSC). */
  | { readonly kind: 'answer'; readonly text: string }
  /** The answer where the cursor is; the corner is 1, 1. */
  | { readonly kind: 'cursor'; readonly row: number; readonly column: number }
  | { readonly kind: 'key'; readonly name: string };

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

/** Mouse (SGR 1006), focus reports, answers (OSC, DCS and the cursor's place), function keys, and the start of a paste. */
const reports = new RegExp(
  [
    String.raw`\u001b\[<(?<mouse>\d+;\d+;\d+)(?<kind>[Mm])`,
    String.raw`\u001b\[(?<focus>[IO])`,
    String.raw`\u001b\](?<osc>\d+;[^\u0007\u001b]*)(?:\u0007|\u001b\\)`,
    String.raw`\u001bP[01>!][^\u001b]*\u001b\\`,
    // In row 1 it would be F3 with Shift, Alt or Ctrl.
    String.raw`\u001b\[(?<row>[2-9]|[1-9]\d+);(?<column>\d+)R`,
    functionKey,
    String.raw`(?<paste>\u001b\[200~)`,
  ].join('|'),
  'g',
);

/** The start of any of them whose rest has not arrived yet. */
const unfinished =
  // oxlint-disable-next-line no-control-regex -- terminals report in escape sequences
  /\u001b(?:O|\[(?:<[\d;]*|\[|\d{1,3}(?:;\d*)?)?|\](?:\d+(?:;[^\u0007\u001b]*\u001b?)?)?|P(?:[01>!][^\u001b]*\u001b?)?)?$/;

/** The rest of a report follows at once, ms; after that an Esc was the key. */
const patience = 20;

/** An answer is no key: its rest may take longer, ms. */
const answerPatience = 1000;
// oxlint-disable-next-line no-control-regex -- terminals answer in escape sequences
const startsAnswer = /^\u001b(?:\]\d|P[01>!]|\[\d)/;

/** The start of the end of a paste at the end of `text`, or nothing. */
const pasteEndStart = (text: string): string => {
  for (let length = pasteEnd.length - 1; length > 0; length -= 1)
    if (text.endsWith(pasteEnd.slice(0, length))) return pasteEnd.slice(0, length);
  return '';
};

const mouseEvent = (report: string, kind: string): MouseEvent | undefined => {
  const [button = 0, column = 1, line = 1] = report.split(';').map(Number);
  const at = { x: column - 1, y: line - 1 };
  if (kind !== 'M') return undefined;
  // Bits 2 to 4 are Shift, Alt, Ctrl.
  const plain = button & ~28;
  if (plain === 64 || plain === 65) return { kind: 'wheel', up: plain === 64, ...at };
  return plain === 0 ? { kind: 'click', ...at } : undefined;
};

/**
 * Stands before Ink as its stdin: takes out what Ink would swallow (mouse, focus, function keys) and passes
 * everything else on. What is inside a paste is text, whatever it looks like.
 */
export class TerminalInput extends PassThrough {
  readonly isTTY = true;
  readonly #source: ReadStream;
  readonly #report: (event: TerminalEvent) => void;
  #held = '';
  #isPasting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: ReadStream, report: (event: TerminalEvent) => void) {
    super();
    this.#source = source;
    this.#report = report;
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
    this.#timer = setTimeout(
      this.#release,
      startsAnswer.test(this.#held) ? answerPatience : patience,
    );
  };

  readonly #release = (): void => {
    const text = this.#held;
    this.#held = '';
    this.#pass(text);
  };

  /** Hands text on; Ink reads it at once, so that a report behind it does not overtake it. */
  #pass(text: string): void {
    if (text === '') return;
    this.write(text);
    this.emit('readable');
  }

  #take(input: string): string {
    this.#held = '';
    let out = '';
    let rest = input;
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
      reports.lastIndex = 0;
      const match = reports.exec(rest);
      if (match === null) {
        const tail = unfinished.exec(rest);
        this.#held = tail?.[0] ?? '';
        return out + rest.slice(0, rest.length - this.#held.length);
      }
      out += rest.slice(0, match.index);
      rest = rest.slice(match.index + match[0].length);
      if (match.groups?.['paste'] === undefined) {
        this.#pass(out);
        out = '';
        this.#announce(match.groups ?? {});
      } else {
        this.#isPasting = true;
        out += pasteStart;
      }
    }
    return out;
  }

  #announce(groups: Record<string, string | undefined>): void {
    const { mouse, kind, focus, osc, row, column } = groups;
    if (osc !== undefined) this.#report({ kind: 'answer', text: osc });
    if (row !== undefined)
      this.#report({ kind: 'cursor', row: Number(row), column: Number(column) });
    if (focus !== undefined) this.#report({ kind: 'focus', hasFocus: focus === 'I' });
    const key = functionKeyName(groups);
    if (key !== undefined) this.#report({ kind: 'key', name: key });
    const event = mouse === undefined ? undefined : mouseEvent(mouse, kind ?? '');
    if (event !== undefined) this.#report(event);
  }
}
