import { removeItems } from './toml-list.ts';
import { type Entry, isWithin, type Splice, type TomlSource } from './toml-source.ts';
import { keyText } from './toml-text.ts';

type Path = readonly string[];

/** Where the last line of a table ends, comments after its last key left out. */
export const endOfTable = (source: TomlSource, table: TomlSource['tables'][number]): number => {
  const { body, key } = table.node;
  return source.lineEnd((body.at(-1) ?? key).range[1]);
};

/** A table with the comments directly above its header and below its last key, and the blank lines around it. */
const tableRemoval = (source: TomlSource, table: TomlSource['tables'][number]): Splice => {
  let start = source.commentsAbove(table.node.range[0]);
  let end = endOfTable(source, table);
  const below = source.commentsBelow(end);
  // Comments that touch the next header are about that.
  if (source.isBlank(below)) end = below;
  const isApart = start === 0 || source.isBlank(source.lineStart(start - 1));
  if (isApart) while (end < source.text.length && source.isBlank(end)) end = source.lineEnd(end);
  if (end === source.text.length)
    while (start > 0 && source.isBlank(source.lineStart(start - 1)))
      start = source.lineStart(start - 1);
  return { start, end, text: '' };
};

const entryRemoval = (source: TomlSource, { node, container }: Entry): Splice[] => {
  if (container.type !== 'TOMLInlineTable')
    return [
      { start: source.lineStart(node.range[0]), end: source.lineEnd(node.range[1]), text: '' },
    ];
  const index = container.body.indexOf(node);
  return removeItems(source, container, index, index + 1);
};

/** Saves comments that an edit inside an entry would lose: each moves to its own line above the entry. */
export const keepingComments = (
  source: TomlSource,
  { node }: Entry,
  splices: readonly Splice[],
): Splice[] => {
  const { range } =
    source.entries.find(
      ({ node: outer }) => outer.range[0] <= node.range[0] && outer.range[1] >= node.range[1],
    )?.node ?? node;
  const indentation = source.indentation(range[0]) ?? '';
  const lines = splices
    .flatMap(({ start, end }) => source.commentsBetween(start, end))
    .map((comment) => `${indentation}${source.text.slice(...comment.range)}${source.newline}`);
  const start = source.lineStart(range[0]);
  return [{ start, end: start, text: lines.join('') }, ...splices];
};

/** Writes a profile that has nothing any more where its last part stood. */
const emptied = (source: TomlSource, path: Path, entry: Entry | undefined): Splice[] => {
  if (entry !== undefined) {
    const [start, end] = entry.node.range;
    const text = `${keyText(path.slice(entry.prefix.length))} = {}`;
    return keepingComments(source, entry, [{ start, end, text }]);
  }
  return source.tables
    .filter((table) => isWithin(table.path, path))
    .map((table, index) => {
      const header = `[${keyText(path)}]${source.newline}`;
      return { ...tableRemoval(source, table), text: index === 0 ? header : '' };
    });
};

/**
 * Removes what a path leads to, with the tables below it. The comments of tables go with them; those of a
 * key stay, unless `withComments`.
 */
export const removal = (source: TomlSource, path: Path, withComments: boolean): Splice[] => {
  const isGone = (other: Path): boolean => isWithin(other, path);
  const entries = source.entries.filter((entry) => isGone(entry.path) && !isGone(entry.prefix));
  const parent = path.slice(0, -1);
  if (parent.length === 2 && parent[0] === 'profile') {
    const stays = ({ path: other }: { readonly path: Path }): boolean =>
      isWithin(other, parent) && !isGone(other);
    if (!source.entries.some(stays) && !source.tables.some(stays))
      return emptied(source, parent, entries[0]);
  }
  return [
    ...entries.flatMap((entry) => {
      const splices = entryRemoval(source, entry);
      return withComments ? splices : keepingComments(source, entry, splices);
    }),
    ...source.tables
      .filter((table) => isGone(table.path))
      .map((table) => tableRemoval(source, table)),
  ];
};
