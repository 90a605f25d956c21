import { printable } from './printable.ts';
import { untagged, type Value } from './value.ts';

/**
 * The path to a value inside another: one segment per level, written as `.temp`, `["odd name"]` or
 * `[0]`; `#2` after it means the second member of the same name.
 */
export type ValuePath = readonly string[];

/** A key as a segment of a path. */
export const keySegment = (key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

/** The segment of each member of a map; members of the same name are numbered. */
export const memberSegments = (keys: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? keySegment(key) : `${keySegment(key)}#${times}`;
  });
};

/** A path as text: `.sensors[0].temp`; the whole payload is `.`. */
export const pathText = (path: ValuePath): string =>
  path.length === 0 ? '.' : printable(path.join(''), 1000);

/** The value at a path, or `undefined` if there is none; tags on the way are skipped. */
export const valueAt = (value: Value, path: ValuePath): Value | undefined => {
  let at: Value | undefined = value;
  for (const segment of path) {
    const inner: Value = untagged(at).value;
    if (inner.kind === 'list') at = inner.items[Number(/^\[(\d+)\]$/.exec(segment)?.[1] ?? -1)];
    else if (inner.kind === 'map')
      at =
        inner.members[memberSegments(inner.members.map(({ key }) => key)).indexOf(segment)]?.value;
    else return undefined;
    if (at === undefined) return undefined;
  }
  return at;
};

const pathSegment = /\.[\p{L}_$][\p{L}\p{N}_$-]*(?:#\d+)?|\[(?:\d+|"(?:[^"\\]|\\.)*")\](?:#\d+)?/uy;

/** Parses a path as it is shown, `.sensors[0].temp`; the leading dot may be left out. `undefined` if it is not a path. */
export const parseValuePath = (typed: string): ValuePath | undefined => {
  const text = /^[.[]/.test(typed) ? typed : `.${typed}`;
  if (text === '.') return [];
  const path: string[] = [];
  pathSegment.lastIndex = 0;
  while (pathSegment.lastIndex < text.length) {
    const found = pathSegment.exec(text);
    if (found === null) return undefined;
    path.push(found[0]);
  }
  return path;
};
