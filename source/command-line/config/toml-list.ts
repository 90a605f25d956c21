import type { AST } from 'toml-eslint-parser';
import type { Splice, TomlSource } from './toml-source.ts';

/** What has its items between brackets: an array or an inline table. */
type List = AST.TOMLArray | AST.TOMLInlineTable;
type Item = AST.TOMLContentNode | AST.TOMLKeyValue;

const itemsOf = (list: List): readonly Item[] =>
  list.type === 'TOMLArray' ? list.elements : list.body;

/** Where an item ends, its comma included, and whether at most a comment follows on its line. */
const endOf = (source: TomlSource, list: List, item: Item) => {
  const items = itemsOf(list);
  const itemEnd = item.range[1];
  const next = items[items.indexOf(item) + 1]?.range[0] ?? list.range[1] - 1;
  const comma = source.commaEnd(itemEnd, next);
  const end = comma ?? itemEnd;
  return { end, hasComma: comma !== undefined, isLastOnLine: source.lineEnd(end) <= next };
};

/** The first item of a list. */
const insertFirst = (source: TomlSource, list: List, texts: readonly string[]): Splice => {
  const [start, end] = list.range;
  const closingLine = source.lineStart(end - 1);
  if (closingLine > start) {
    // There may be comments in it.
    const indentation = `${source.indentation(end - 1) ?? ''}  `;
    const lines = texts.map((text) => `${indentation}${text},${source.newline}`);
    return { start: closingLine, end: closingLine, text: lines.join('') };
  }
  const pad = list.type === 'TOMLInlineTable' ? ' ' : '';
  return { start: start + 1, end: end - 1, text: `${pad}${texts.join(', ')}${pad}` };
};

/** Adds items after the one with a number; -1 is in front of all. Keeps one item a line where that is the layout. */
export const insertItems = (
  source: TomlSource,
  list: List,
  after: number,
  texts: readonly string[],
): Splice[] => {
  const [first] = itemsOf(list);
  if (texts.length === 0) return [];
  if (first === undefined) return [insertFirst(source, list, texts)];
  const item = itemsOf(list)[after];
  const indentation = source.indentation((item ?? first).range[0]);
  if (item === undefined) {
    const start = first.range[0];
    const between = indentation === undefined ? ', ' : `,${source.newline}${indentation}`;
    return [{ start, end: start, text: texts.map((text) => `${text}${between}`).join('') }];
  }
  const { end, hasComma, isLastOnLine } = endOf(source, list, item);
  const itemEnd = item.range[1];
  if (indentation === undefined || !isLastOnLine)
    return [{ start: itemEnd, end: itemEnd, text: texts.map((text) => `, ${text}`).join('') }];
  const line = source.lineEnd(end);
  const added = texts.join(`,${source.newline}${indentation}`);
  return [
    ...(hasComma ? [] : [{ start: itemEnd, end: itemEnd, text: ',' }]),
    {
      start: line,
      end: line,
      text: `${indentation}${added}${hasComma ? ',' : ''}${source.newline}`,
    },
  ];
};

/** Removes the items from one number to before another. */
export const removeItems = (source: TomlSource, list: List, from: number, to: number): Splice[] => {
  const items = itemsOf(list);
  const gone = items.slice(from, to);
  const [first] = gone;
  const last = gone.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = first.range[0];
  const { end, isLastOnLine } = endOf(source, list, last);
  if (source.indentation(start) !== undefined && isLastOnLine)
    return [{ start: source.lineStart(start), end: source.lineEnd(end), text: '' }];
  const next = items[to];
  if (next !== undefined) return [{ start, end: next.range[0], text: '' }];
  const previous = items[from - 1];
  if (previous !== undefined) return [{ start: previous.range[1], end: last.range[1], text: '' }];
  return [{ start: list.range[0] + 1, end: list.range[1] - 1, text: '' }];
};

/** Puts `texts` in place of the items from one number to before another. */
export const replaceItems = (
  source: TomlSource,
  list: List,
  [from, to]: readonly [number, number],
  texts: readonly string[],
): Splice[] => {
  const replaced = itemsOf(list).slice(from, Math.min(to, from + texts.length));
  const inPlace = from + replaced.length;
  return [
    ...replaced.map(({ range: [start, end] }, index) => ({ start, end, text: texts[index] ?? '' })),
    ...removeItems(source, list, inPlace, to),
    ...insertItems(source, list, inPlace - 1, texts.slice(replaced.length)),
  ];
};
