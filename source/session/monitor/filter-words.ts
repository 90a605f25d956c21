/** A word of a filter: the name before its colon, if any, and the text after it. */
export type FilterWord = {
  readonly isNegated: boolean;
  /** `payload` of `payload:overheat`; `/` for `/…/`. */
  readonly name: string | undefined;
  readonly text: string;
};

/**
 * Words are separated by blanks; double quotes and a pattern between slashes keep theirs. A doubled
 * quote inside quotes, as in `"a ""b"" c"`, stands for one.
 */
const pieces = /[-!]?\/(?:\\.|[^/\\])+\/(?=\s|$)|(?:"[^"]*"?|[^\s"])+/g;

const unquoted = (text: string): string =>
  /^"((?:[^"]|"")*)"?$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text;

const readWord = (piece: string, names: readonly string[]): FilterWord => {
  const isNegated = piece.length > 1 && /^[-!]/.test(piece);
  const rest = isNegated ? piece.slice(1) : piece;
  if (/^\/.+\/$/.test(rest) && rest.length > 2 && !rest.slice(1, -1).includes('//'))
    return { isNegated, name: '/', text: rest.slice(1, -1) };
  const colon = rest.indexOf(':');
  const name = rest.slice(0, Math.max(0, colon)).toLowerCase();
  return names.includes(name)
    ? { isNegated, name, text: unquoted(rest.slice(colon + 1)) }
    : { isNegated, name: undefined, text: unquoted(rest) };
};

/** The words of a filter; `names` are those that have a meaning before a colon. */
export const filterWords = (text: string, names: readonly string[]): FilterWord[] =>
  (text.match(pieces) ?? []).map((piece) => readWord(piece, names));
