import type { Decoded } from './decoded.ts';
import { hexPreview } from './hex.ts';
import type { TokenLine } from './laid-out.ts';
import { cut } from './printable.ts';
import type { Member, Value } from './value.ts';

const quoted = (text: string, source: string | undefined, limit: number): string =>
  source === undefined ? JSON.stringify(cut(text, limit)) : `"${cut(source, limit)}"`;

const keyText = ({ key, source }: Member, limit: number): string =>
  source === undefined ? quoted(key, undefined, limit) : cut(source, limit);

/** Writes a value as JSON without whitespace, and stops when it gets too long. */
class Compact {
  text = '';
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  write(value: Value): void {
    switch (value.kind) {
      case 'null':
      case 'undefined':
        this.text += value.kind;
        break;
      case 'boolean':
        this.text += String(value.value);
        break;
      case 'number':
        this.text += value.text;
        break;
      case 'string':
        this.text += quoted(value.text, value.source, this.#limit);
        break;
      case 'bytes':
        this.text += hexPreview(value.bytes, Math.ceil(this.#limit / 3));
        break;
      case 'list':
        this.#writeAll(value.items, ['[', ']'], (item) => this.write(item));
        break;
      case 'map':
        this.#writeAll(value.members, ['{', '}'], (member) => {
          this.text += `${keyText(member, this.#limit)}:`;
          this.write(member.value);
        });
        break;
      case 'tag':
        this.write(value.value);
        break;
      case 'omitted':
        this.text += '…';
        break;
    }
  }

  #writeAll<Item>(
    items: readonly Item[],
    [begin, end]: readonly [string, string],
    write: (item: Item) => void,
  ): void {
    this.text += begin;
    for (const [index, item] of items.entries()) {
      if (this.text.length > this.#limit) return;
      if (index > 0) this.text += ',';
      write(item);
    }
    this.text += end;
  }
}

const lineText = (line: TokenLine): string => line.map(({ text }) => text).join('');

/** The first lines joined into one, with a visible mark for each line break. */
const joined = (lines: readonly TokenLine[], limit: number): string => {
  let text = '';
  for (const [index, line] of lines.entries()) {
    if (text.length > limit) break;
    text += `${index === 0 ? '' : '␊'}${lineText(line)}`;
  }
  return text;
};

/**
 * A decoded payload as one line of text: a value as JSON without whitespace, text as it is, an image
 * in parentheses. At most `limit` UTF-16 units, and a mark if it was cut; the limit bounds the work
 * too. `undefined` if there is only a hex dump, or nothing yet. Not yet `printable`.
 */
export const compactText = (decoded: Decoded, limit: number): string | undefined => {
  const { value, inShort = value, lines = [], fold, isLoading } = decoded;
  // Only dumps have lines that can be folded.
  if (isLoading === true || (inShort === undefined && (lines.length === 0 || fold !== undefined)))
    return undefined;
  if (inShort === undefined) {
    const text = joined(lines, limit);
    return cut(decoded.kind.startsWith('image') ? `(${text})` : text, limit);
  }
  const compact = new Compact(limit);
  compact.write(inShort);
  return cut(compact.text, limit);
};
