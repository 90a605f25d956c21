import { EditRefused } from './edit-refused.ts';
import { isSame, readToml, type TomlData, valueAt, withValue } from './toml-data.ts';
import { TomlSource } from './toml-source.ts';
import { keyText } from './toml-text.ts';

const byteOrderMark = '\uFEFF';

const read = (text: string): TomlData => {
  try {
    return readToml(text);
  } catch (error) {
    const { line } = error as { readonly line?: unknown };
    const where = typeof line === 'number' ? `: see line ${line}` : '';
    throw new EditRefused(`The file is not valid TOML, so nothing was changed${where}.`);
  }
};

/** Takes away tables on the way to `path` that are empty: a file need not write them. A profile is written. */
const withoutEmptyTables = (data: unknown, path: readonly string[]): unknown => {
  if (path.length === 0 || (path.length === 2 && path[0] === 'profile')) return data;
  const isEmpty = isSame(valueAt(data, path), {});
  return withoutEmptyTables(isEmpty ? withValue(data, path, undefined) : data, path.slice(0, -1));
};

/** What a change at `path` does to the data of a file, and how it is done to the text. */
export type Change = {
  readonly path: readonly string[];
  readonly data: (before: TomlData) => unknown;
  readonly text: (source: TomlSource) => string;
};

/**
 * Changes the text of a TOML file. What comes out is read again: it says what was meant, or `EditRefused`
 * is thrown.
 */
export const checkedEdit = (text: string, change: Change): string => {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const plain = text.slice(mark.length);
  const parent = change.path.slice(0, -1);
  const expected = withoutEmptyTables(change.data(read(plain)), parent);
  try {
    const edited = change.text(new TomlSource(plain));
    if (isSame(withoutEmptyTables(readToml(edited), parent), expected)) return mark + edited;
  } catch {
    // What came out is no TOML, or the two libraries do not read the same.
  }
  throw new EditRefused(
    `This change of ${keyText(change.path)} cannot be made without touching something else: edit the file by hand.`,
  );
};
