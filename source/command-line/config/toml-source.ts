import { type AST, parseTOML } from 'toml-eslint-parser';

/** A change of a text: what stands from `start` to `end` becomes `text`. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** A `key = value` of a file, wherever it stands. */
export type Entry = {
  /** All keys down to the value. */
  readonly path: readonly string[];
  readonly node: AST.TOMLKeyValue;
  /** What it stands in, and the keys down to that. */
  readonly container: AST.TOMLTopLevelTable | AST.TOMLTable | AST.TOMLInlineTable;
  readonly prefix: readonly string[];
};

/** A table with a header, such as `[profile.office]`. */
export type HeaderTable = { readonly path: readonly string[]; readonly node: AST.TOMLTable };

/** The names in a key, `a."b c"` being two. */
export const namesOf = (key: AST.TOMLKey): string[] =>
  key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));

/** Whether `path` is `prefix`, or leads to something in it. */
export const isWithin = (path: readonly string[], prefix: readonly string[]): boolean =>
  path.length >= prefix.length && prefix.every((key, index) => path[index] === key);

/** The keys of a table; the file's own part above all tables has the tables beside them. */
export const keyValuesOf = (container: Entry['container']): AST.TOMLKeyValue[] =>
  // A union of arrays has no common `filter`.
  [...container.body].filter((node): node is AST.TOMLKeyValue => node.type === 'TOMLKeyValue');

const entriesIn = (container: Entry['container'], prefix: readonly string[]): Entry[] =>
  keyValuesOf(container).flatMap((node) => {
    const path = [...prefix, ...namesOf(node.key)];
    const entry = { path, node, container, prefix };
    return node.value.type === 'TOMLInlineTable'
      ? [entry, ...entriesIn(node.value, path)]
      : [entry];
  });

/** The text of a TOML file, without byte order mark, and where its parts stand. Throws if it is no TOML. */
export class TomlSource {
  readonly text: string;
  readonly newline: string;
  readonly root: AST.TOMLTopLevelTable;
  readonly tables: readonly HeaderTable[];
  /** Members of inline tables included, in the file's order. */
  readonly entries: readonly Entry[];
  readonly comments: readonly AST.Comment[];
  readonly #tokens: readonly AST.Token[];

  constructor(text: string) {
    const program = parseTOML(text);
    this.text = text;
    this.newline = /\r?\n/.exec(text)?.[0] ?? '\n';
    this.root = program.body[0];
    this.tables = this.root.body
      .filter((node) => node.type === 'TOMLTable')
      .map((node) => ({ path: namesOf(node.key), node }));
    this.entries = [
      ...entriesIn(this.root, []),
      ...this.tables.flatMap(({ path, node }) => entriesIn(node, path)),
    ];
    this.comments = program.comments;
    this.#tokens = program.tokens;
  }

  /** Where the line of a place begins. */
  lineStart(place: number): number {
    return place === 0 ? 0 : this.text.lastIndexOf('\n', place - 1) + 1;
  }

  /** Where the line of a place ends, its line end included. */
  lineEnd(place: number): number {
    const end = this.text.indexOf('\n', place);
    return end === -1 ? this.text.length : end + 1;
  }

  /** What stands before a place on its line if that is blank. */
  indentation(place: number): string | undefined {
    const before = this.text.slice(this.lineStart(place), place);
    return /^[ \t]*$/.test(before) ? before : undefined;
  }

  /** Whether the line that begins at a place has nothing on it. */
  isBlank(lineStart: number): boolean {
    return this.text.slice(lineStart, this.lineEnd(lineStart)).trim() === '';
  }

  /** The comma between two places, outside comments: where it ends. */
  commaEnd(start: number, end: number): number | undefined {
    const comma = this.#tokens.find(
      ({ range, value }) => range[0] >= start && range[1] <= end && value === ',',
    );
    return comma?.range[1];
  }

  commentsBetween(start: number, end: number): AST.Comment[] {
    return this.comments.filter(({ range }) => range[0] >= start && range[1] <= end);
  }

  /** Where the comments begin that stand directly above the line of a place, one below the other. */
  commentsAbove(place: number): number {
    let start = this.lineStart(place);
    while (start > 0) {
      const above = this.lineStart(start - 1);
      const isComment = this.comments.some(
        ({ range }) =>
          range[0] >= above && range[0] < start && this.indentation(range[0]) !== undefined,
      );
      if (!isComment) break;
      start = above;
    }
    return start;
  }

  /** Where the block of comments and settings ends that begins at a line: at a blank line or the end. */
  commentsBelow(lineStart: number): number {
    let end = lineStart;
    while (
      end < this.text.length &&
      this.text.slice(end, this.lineEnd(end)).trimStart().startsWith('#')
    )
      end = this.lineEnd(end);
    return end;
  }

  /** The text with changes made; those at one place come in their order, and removals may overlap. */
  with(splices: readonly Splice[]): string {
    const inOrder = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
    let done = '';
    let place = 0;
    for (const { start, end, text } of inOrder) {
      done += this.text.slice(place, start) + text;
      place = Math.max(place, end);
    }
    return done + this.text.slice(place);
  }
}
