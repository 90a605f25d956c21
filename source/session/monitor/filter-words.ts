/** A piece of a filter: what stands before its colon, if that is a name, and what stands behind. */
export type FilterWord = {
  readonly isNegated: boolean;
  /** `payload` of `payload:overheat`; `/` for `/…/`. */
  readonly name: string | undefined;
  readonly text: string;
};

/**
 * Between blanks; what stands in double quotes keeps its blanks, and so does a pattern between
 * slashes. A quote that is written twice in quotes, as `"a ""b"" c"`, is one.
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

/** The pieces of a filter; `names` are those that mean something before a colon. */
export const filterWords = (text: string, names: readonly string[]): FilterWord[] =>
  (text.match(pieces) ?? []).map((piece) => readWord(piece, names));
