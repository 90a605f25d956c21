import type { AST } from 'toml-eslint-parser';
import { insertItems } from './toml-list.ts';
import { type Entry, isWithin, keyValuesOf, type Splice, type TomlSource } from './toml-source.ts';
import { keyText, memberText, type TomlValue } from './toml-text.ts';

type Path = readonly string[];

/** An entry whose value is an inline table. */
export type InlineEntry = Entry & {
  readonly node: { readonly value: AST.TOMLInlineTable };
};

/** The innermost inline table that everything at a path has to stand in. */
export const inlineTableAround = (source: TomlSource, path: Path): InlineEntry | undefined =>
  source.entries.findLast(
    (entry): entry is InlineEntry =>
      entry.node.value.type === 'TOMLInlineTable' &&
      entry.path.length < path.length &&
      isWithin(path, entry.path),
  );

/** A line at a place, which is the beginning of one or the end of the text. */
const lineAt = (source: TomlSource, place: number, line: string): Splice => {
  const isCut = place > 0 && source.text[place - 1] !== '\n';
  const before = isCut ? source.newline : '';
  return { start: place, end: place, text: `${before}${line}${source.newline}` };
};

const lineBelow = (source: TomlSource, { range }: AST.TOMLKeyValue, line: string): Splice =>
  lineAt(source, source.lineEnd(range[1]), `${source.indentation(range[0]) ?? ''}${line}`);

/** A key at the end of a table, or of the part of the file that is above all tables. */
const lineInTable = (
  source: TomlSource,
  table: AST.TOMLTable | AST.TOMLTopLevelTable,
  line: string,
): Splice => {
  const last = keyValuesOf(table).at(-1);
  if (last !== undefined) return lineBelow(source, last, line);
  if (table.type === 'TOMLTable') {
    const indentation = source.indentation(table.range[0]) ?? '';
    return lineAt(source, source.lineEnd(table.key.range[1]), `${indentation}${line}`);
  }
  const [first] = table.body;
  if (first === undefined) return lineAt(source, source.text.length, line);
  return lineAt(source, source.commentsAbove(first.range[0]), `${line}${source.newline}`);
};

/** Lines at the end of the file, a blank line above them. */
export const linesAtEnd = (source: TomlSource, lines: readonly string[]): Splice => {
  const { text, newline } = source;
  const isApart = text.trim() === '' || /(?:^|\n)[ \t]*\r?\n$/.test(text);
  const between = isApart ? '' : text.endsWith('\n') ? newline : newline + newline;
  const added = lines.map((line) => line + newline).join('');
  return { start: text.length, end: text.length, text: between + added };
};

/** Adds a key where its neighbours stand, spelled as they are. */
export const addition = (source: TomlSource, path: Path, value: TomlValue): Splice[] => {
  const parent = path.slice(0, -1);
  const inline = inlineTableAround(source, path);
  if (inline !== undefined) {
    const table = inline.node.value;
    const member = memberText(path.slice(inline.path.length), value);
    return insertItems(source, table, table.body.length - 1, [member]);
  }
  const line = memberText(path.slice(parent.length), value);
  if (parent.length === 0) return [lineInTable(source, source.root, line)];
  const tables = source.tables.filter((table) => isWithin(table.path, parent));
  const table = tables.find((one) => one.path.length === parent.length);
  if (table !== undefined) return [lineInTable(source, table.node, line)];
  const neighbour = source.entries.findLast(
    (entry) => isWithin(entry.path, parent) && !isWithin(entry.prefix, parent),
  );
  if (neighbour !== undefined) {
    const dotted = memberText(path.slice(neighbour.prefix.length), value);
    return [lineBelow(source, neighbour.node, dotted)];
  }
  const header = `[${keyText(parent)}]`;
  const [inner] = tables;
  if (inner === undefined) return [linesAtEnd(source, [header, line])];
  const place = source.commentsAbove(inner.node.range[0]);
  return [lineAt(source, place, `${header}${source.newline}${line}${source.newline}`)];
};
