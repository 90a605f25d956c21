import { copiedText, type Decimal, longestNumber } from './decimal.ts';
import { stringEnd } from './json.ts';
import { type JsonPath, valueAtJsonPath } from './json-path.ts';

/** What can be compared and charted of JSON: numbers with their digits as they were sent. */
export type JsonMember = Decimal | string | boolean | null;

const quote = 0x22;
const comma = 0x2c;

const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d;

const afterBlanks = (text: string, from: number): number => {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
};

/** The end of the value that begins at `start`; blanks after a number belong to it. */
const valueEnd = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = stringEnd(text, at) - 1;
    else if (isOpening(code)) depth += 1;
    else if (depth === 0) {
      if (code === comma || isClosing(code)) return at;
      continue;
    } else if (isClosing(code)) depth -= 1;
    else continue;
    if (depth === 0) return at + 1;
  }
  return text.length;
};

const isName = (text: string, start: number, end: number, name: string): boolean => {
  const written = text.slice(start + 1, end - 1);
  return written === name || (written.includes('\\') && JSON.parse(`"${written}"`) === name);
};

/** Where the members or the item of this key begin, in the object or array at `start`. */
const memberStarts = (text: string, start: number, key: string | number): number[] => {
  const found: number[] = [];
  let at = afterBlanks(text, start + 1);
  for (let index = 0; !isClosing(text.charCodeAt(at)); index += 1) {
    let isFound = index === key;
    if (typeof key === 'string') {
      const end = stringEnd(text, at);
      isFound = isName(text, at, end, key);
      at = afterBlanks(text, afterBlanks(text, end) + 1);
    }
    if (isFound) found.push(at);
    if (isFound && typeof key === 'number') break;
    at = afterBlanks(text, valueEnd(text, at));
    if (text.charCodeAt(at) === comma) at = afterBlanks(text, at + 1);
  }
  return found;
};

/** Where a member's value begins if its name occurs once in the text, without escapes: then the rest need not be parsed. */
const onlyMemberStart = (text: string, name: string | number | undefined): number | undefined => {
  if (typeof name !== 'string' || text.includes('\\')) return undefined;
  const quoted = `"${name}"`;
  const at = text.indexOf(quoted);
  return at === -1 || text.includes(quoted, at + 1)
    ? undefined
    : afterBlanks(text, afterBlanks(text, at + quoted.length) + 1);
};

const numberStart = (text: string, path: JsonPath): number => {
  const only = onlyMemberStart(text, path.at(-1));
  if (only !== undefined) return only;
  let start = afterBlanks(text, 0);
  for (const key of path) start = memberStarts(text, start, key).at(-1) ?? start;
  return start;
};

/** A number ends at a blank, a comma, a closing bracket, or with the text. */
const isInNumber = (code: number): boolean => code > 0x20 && code !== comma && !isClosing(code);

/** The digits at a path of JSON text, which is known to be valid and to have a number there. */
const digitsAt = (text: string, path: JsonPath): string => {
  const start = numberStart(text, path);
  let end = start;
  while (isInNumber(text.charCodeAt(end))) end += 1;
  return text.slice(start, end);
};

/** A number in JSON, whose digits are looked for only where the double does not decide. */
class JsonNumber implements Decimal {
  readonly double: number;
  readonly #json: string;
  readonly #path: JsonPath;
  #text: string | undefined;

  constructor(json: string, path: JsonPath, double: number) {
    this.double = double;
    this.#json = json;
    this.#path = path;
  }

  get text(): string {
    return (this.#text ??= copiedText(digitsAt(this.#json, this.#path)));
  }
}

/**
 * What is at a path of JSON text; the last of members that share a name, as in `JSON.parse`. `undefined` for
 * an object, an array, a number that is too long, or nothing. Throws if the text is not JSON.
 */
export const jsonMember = (text: string, path: JsonPath): JsonMember | undefined => {
  const found = valueAtJsonPath(JSON.parse(text), path);
  if (typeof found === 'number') {
    const number = new JsonNumber(text, path, found);
    const isShort = text.length <= longestNumber || number.text.length <= longestNumber;
    return isShort ? number : undefined;
  }
  return typeof found === 'string' || typeof found === 'boolean' || found === null
    ? found
    : undefined;
};

const standsTwice = (text: string, name: string): boolean => {
  const quoted = `"${name}"`;
  return text.includes(quoted, text.indexOf(quoted) + 1);
};

/** Whether an object on the way to a value of JSON has two members of the wanted name; the text is known to be valid. */
export const hasTwins = (text: string, path: JsonPath): boolean => {
  const mayHave = path.some((key) => typeof key === 'string' && standsTwice(text, key));
  if (!mayHave && !text.includes('\\')) return false;
  let start = afterBlanks(text, 0);
  for (const key of path) {
    const opening = text[start];
    if (opening !== (typeof key === 'number' ? '[' : '{')) return false;
    const [first, second] = memberStarts(text, start, key);
    if (first === undefined || second !== undefined) return second !== undefined;
    start = first;
  }
  return false;
};
