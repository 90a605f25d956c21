import { withoutMark } from './byte-order-mark.ts';
import { utf8 } from './utf8.ts';
import {
  deepestValue,
  leftOut,
  leftOutItem,
  type Member,
  tooDeep,
  type Value,
  ValueBudget,
} from './value.ts';

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

/** The end of the string that begins at `start`, after its closing quote. */
export const stringEnd = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
};

const isEscaped = (text: string, at: number): boolean => {
  let before = at - 1;
  while (text[before] === '\\') before -= 1;
  return (at - before) % 2 === 0;
};

const match = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** The tokens of JSON text that is known to be valid (RFC 8259), without the whitespace between them. */
function* tokensOf(text: string): Generator<string> {
  let at = 0;
  while (true) {
    // Most JSON has no whitespace: this check is cheaper.
    if (text.charCodeAt(at) <= 0x20) at += match(blank, text, at).length;
    const first = text[at];
    if (first === undefined) return;
    let token = first;
    if (first === '"') token = text.slice(at, stringEnd(text, at));
    else if (!punctuation.includes(first)) token = match(word, text, at);
    yield token;
    at += token.length;
  }
}

/** The text of a string's token, and how it was written if that differs. */
const stringOf = (token: string): { text: string; source?: string } => {
  const source = token.slice(1, -1);
  if (!source.includes('\\')) return { text: source };
  return { text: JSON.parse(token) as string, source };
};

const scalar = (token: string): Value => {
  if (token.startsWith('"')) return { kind: 'string', ...stringOf(token) };
  if (token === 'null') return { kind: 'null' };
  if (token === 'true' || token === 'false') return { kind: 'boolean', value: token === 'true' };
  return { kind: 'number', text: token };
};

/** An object or array that has not ended yet. */
type Open = {
  readonly members: Member[] | undefined;
  readonly items: Value[];
  key: { readonly key: string; readonly source?: string } | undefined;
};

const closed = ({ members, items }: Open): Value =>
  members === undefined ? { kind: 'list', items } : { kind: 'map', members };

const add = (open: Open, value: Value): void => {
  if (open.members === undefined) open.items.push(value);
  else if (open.key !== undefined) {
    const { key, source } = open.key;
    open.members.push(source === undefined ? { key, value } : { key, source, value });
  }
  open.key = undefined;
};

const named = (token: string): { key: string; source?: string } => {
  const { text, source } = stringOf(token);
  return source === undefined ? { key: text } : { key: text, source: `"${source}"` };
};

const markCut = (open: Open): void => {
  if (open.members === undefined) open.items.push(leftOutItem);
  else open.members.push(leftOut);
};

/**
 * JSON as a value, built from the tokens of the text instead of a parsed value, so that numbers keep
 * their digits, members their order and duplicates, and deep nesting cannot overflow the stack.
 */
const valueOf = (text: string): Value => {
  const budget = new ValueBudget();
  const stack: Open[] = [];
  let depth = 0;
  let result: Value = { kind: 'null' };
  const finish = (value: Value): void => {
    const parent = stack.at(-1);
    if (parent === undefined) result = value;
    else add(parent, value);
  };
  for (const token of tokensOf(text)) {
    const opens = token === '{' || token === '[';
    if (token === '}' || token === ']') {
      const isWithin = depth <= deepestValue;
      depth -= 1;
      const open = isWithin ? stack.pop() : undefined;
      if (open !== undefined) finish(closed(open));
      continue;
    }
    if (opens) depth += 1;
    // One value already stands for everything deeper.
    if (depth > deepestValue + (opens ? 1 : 0) || token === ',' || token === ':') continue;
    const parent = stack.at(-1);
    if (parent?.members !== undefined && parent.key === undefined) {
      parent.key = named(token);
      continue;
    }
    if (!budget.take()) {
      if (parent !== undefined) markCut(parent);
      break;
    }
    if (!opens) finish(scalar(token));
    else if (depth > deepestValue) finish(tooDeep);
    else stack.push({ members: token === '{' ? [] : undefined, items: [], key: undefined });
  }
  for (let open = stack.pop(); open !== undefined; open = stack.pop()) finish(closed(open));
  return result;
};

/** The text of JSON as it was sent, without a byte order mark; `undefined` if the bytes are something else. */
export const jsonText = (payload: Uint8Array): string | undefined => {
  const text = utf8(withoutMark(payload));
  return text === undefined || !isJson(text) ? undefined : text;
};

/** The value of JSON, or `undefined` if the bytes are something else. */
export const decodeJson = (payload: Uint8Array): Value | undefined => {
  const text = jsonText(payload);
  return text === undefined ? undefined : valueOf(text);
};
