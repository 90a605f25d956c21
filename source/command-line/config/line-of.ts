import type { AST } from 'toml-eslint-parser';

/** How many keys of the path lead to a node, or through it; 0 if it is elsewhere. */
const depth = (path: readonly string[], keys: readonly (string | number)[]): number => {
  const length = Math.min(path.length, keys.length);
  return keys.slice(0, length).every((key, index) => String(key) === path[index]) ? length : 0;
};

const namesIn = (key: AST.TOMLKey): readonly string[] =>
  key.keys.map((one) => (one.type === 'TOMLBare' ? one.name : one.value));

type Found = { line: number; depth: number };

/** Remembers a line if it is nearer to what the path names. */
const look = (
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  path: readonly string[],
  above: number,
  found: Found,
): void => {
  for (const node of nodes) {
    const keys = node.type === 'TOMLTable' ? node.resolvedKey : namesIn(node.key);
    const own = depth(path.slice(above), keys);
    if (own === 0) continue;
    if (above + own > found.depth) {
      found.line = node.loc.start.line;
      found.depth = above + own;
    }
    if (node.type === 'TOMLTable') look(node.body, path, above + own, found);
    else if (node.value.type === 'TOMLInlineTable') look(node.value.body, path, above + own, found);
  }
};

/** The line of a key, from 1: of what the path names, or of the table nearest to it; `undefined` if nothing of it is there. */
export type LineOf = (path: readonly string[]) => number | undefined;

/** Finds the lines of keys in a text; none in one that is no TOML. */
export const linesIn = async (text: string): Promise<LineOf> => {
  // Only needed to say where something is: it is far slower than the parser that reads the file.
  const { parseTOML } = await import('toml-eslint-parser');
  try {
    const [{ body }] = parseTOML(text).body;
    return (path) => {
      const found: Found = { line: 0, depth: 0 };
      look(body, path, 0, found);
      return found.depth === 0 ? undefined : found.line;
    };
  } catch {
    return () => undefined;
  }
};
