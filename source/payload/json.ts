import type { Line, Token, TokenRole } from './laid-out.ts';
import { printable } from './printable.ts';
import { utf8 } from './utf8.ts';

/** Deeper levels are not indented further: the pane has an edge. */
const deepestIndent = 16;

const punctuation = '{}[],:';
const blank = /\s*/y;
const word = /[^\s{}[\],:"]+/y;

const isJson = (text: string): boolean => {
  if (!/^\s*[{["\d\-tfn]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Where the string that begins at `start` ends, its closing quote included. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
};

const match = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** The tokens of JSON text that is known to be valid (RFC 8259), without the blanks between them. */
function* tokensOf(text: string): Generator<{ token: string; role: TokenRole }> {
  let at = 0;
  while (true) {
    at += match(blank, text, at).length;
    const first = text[at];
    if (first === undefined) return;
    let role: TokenRole = 'punctuation';
    let token = first;
    if (first === '"') {
      role = 'string';
      token = text.slice(at, stringEnd(text, at));
    } else if (!punctuation.includes(first)) {
      token = match(word, text, at);
      role = /^[-\d]/.test(token) ? 'number' : 'literal';
    }
    yield { token, role };
    at += token.length;
  }
}

/**
 * JSON, indented. It re-lays the tokens of the text itself instead of a parsed value, so numbers
 * keep their digits, members their order and duplicates, and depth costs no stack.
 */
export const layOutJson = (
  payload: Uint8Array,
  maximumLines: number,
): readonly Line[] | undefined => {
  const text = utf8(payload);
  if (text === undefined || !isJson(text)) return undefined;
  const lines: Line[] = [];
  let line: Token[] = [];
  let depth = 0;
  let opened = false;
  const breakLine = (): void => {
    lines.push(line);
    line = [{ role: 'punctuation', text: '  '.repeat(Math.min(depth, deepestIndent)) }];
  };
  for (const { token, role } of tokensOf(text)) {
    if (lines.length >= maximumLines) return lines;
    const closes = token === '}' || token === ']';
    const opens = token === '{' || token === '[';
    if (closes) depth -= 1;
    // An empty object or array stays on its line.
    if (opened !== closes) breakLine();
    opened = opens;
    line.push({ role, text: token === ':' ? ': ' : printable(token) });
    if (token === ':') markKey(line);
    if (opens) depth += 1;
    if (token === ',') breakLine();
  }
  lines.push(line);
  return lines.slice(0, maximumLines);
};

/** The string before a colon is a member's name. */
const markKey = (line: Token[]): void => {
  const name = line.at(-2);
  if (name?.role === 'string') line[line.length - 2] = { role: 'key', text: name.text };
};
