/** A path into a JSON value: names of members and indexes of arrays, the outermost first. */
export type JsonPath = readonly (string | number)[];

/** `.name`, `[0]` or `["any name"]`; a bare name ends where a comparison may begin. */
const step = /\.([^\s.[\]"<>=!]+)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** How many steps a path may have: more than anybody will type. */
const deepest = 64;

const unquote = (text: string): string | undefined => {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
};

/** Splits the path at the start of a text from the rest: `.temp > 30` becomes `.temp` and ` > 30`. */
export const takePath = (text: string): { readonly path: JsonPath; readonly rest: string } => {
  const path: (string | number)[] = [];
  let end = 0;
  while (path.length < deepest) {
    step.lastIndex = end;
    const found = step.exec(text);
    if (found === null) break;
    const [whole, name, index, quoted] = found;
    const key = index === undefined ? (name ?? unquote(quoted ?? '')) : Number(index);
    if (key === undefined) break;
    path.push(key);
    end += whole.length;
  }
  return { path, rest: text.slice(end) };
};

/** A path like `.temp`, `.sensors[0].value` or `["odd name"]`; `undefined` if the text is not a path, or has more than 64 steps. */
export const parsePath = (text: string): JsonPath | undefined => {
  const { path, rest } = takePath(text);
  return path.length > 0 && rest === '' ? path : undefined;
};

/** A path as text that `parsePath` accepts. */
export const pathInWords = (path: JsonPath): string =>
  path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return parsePath(`.${key}`)?.length === 1 ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');

/** The value at a path inside a parsed JSON value; `undefined` if there is none. Only own properties count. */
export const valueAtJsonPath = (value: unknown, path: JsonPath): unknown => {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found) !== (typeof key === 'number')) return undefined;
    if (!Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
};
