import type { ValuePath } from './value-path.ts';

const segment = /\.[\p{L}_$][\p{L}\p{N}_$-]*(?:#\d+)?|\[(?:\d+|"(?:[^"\\]|\\.)*")\](?:#\d+)?/uy;

/** Reads a path as it is shown, `.sensors[0].temp`; the dot in front may be left out. `undefined` when it is none. */
export const parseValuePath = (typed: string): ValuePath | undefined => {
  const text = /^[.[]/.test(typed) ? typed : `.${typed}`;
  if (text === '.') return [];
  const path: string[] = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < text.length) {
    const found = segment.exec(text);
    if (found === null) return undefined;
    path.push(found[0]);
  }
  return path;
};
