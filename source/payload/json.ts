import type { Line, Token, TokenRole } from './decoders.ts';
import { printable } from './printable.ts';
import { utf8 } from './utf8.ts';

/** Deeper levels are not indented further: the pane has an edge. */
const deepestIndent = 16;

/** The tokens of JSON text that is known to be valid (RFC 8259). */
const tokens =
  /\s+|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)|(?<punctuation>[{}[\],:])/gy;

const isJson = (text: string): boolean => {
  if (!/^\s*[{["\d\-tfn]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const roleOf = (groups: Record<string, string | undefined>): TokenRole | undefined =>
  (['string', 'number', 'literal', 'punctuation'] as const).find(
    (role) => groups[role] !== undefined,
  );

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
  const put = (token: string, role: TokenRole): void => {
    line.push({ role, text: printable(token) });
  };
  const breakLine = (): void => {
    lines.push(line);
    line = [{ role: 'punctuation', text: '  '.repeat(Math.min(depth, deepestIndent)) }];
  };
  for (const match of text.matchAll(tokens)) {
    const token = match[0];
    const role = roleOf(match.groups ?? {});
    if (role === undefined) continue;
    if (lines.length >= maximumLines) return lines;
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    // An empty object or array stays on its line.
    if (opened !== closes) breakLine();
    opened = false;
    if (role === 'punctuation') {
      put(token === ':' ? ': ' : token, role);
      if (token === ':') markKey(line);
      if (token === '{' || token === '[') {
        depth += 1;
        opened = true;
      }
      if (token === ',') breakLine();
    } else put(token, role);
  }
  lines.push(line);
  return lines.slice(0, maximumLines);
};

/** The string before a colon is a member's name. */
const markKey = (line: Token[]): void => {
  const name = line.at(-2);
  if (name?.role === 'string') line[line.length - 2] = { role: 'key', text: name.text };
};
