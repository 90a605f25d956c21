import { getStaticTOMLValue } from 'toml-eslint-parser';
import { checkedEdit } from './checked-edit.ts';
import { EditRefused } from './edit-refused.ts';
import { addition, inlineTableAround, linesAtEnd } from './toml-additions.ts';
import { isSame, type TomlData, valueAt, withValue } from './toml-data.ts';
import { insertItems, replaceItems } from './toml-list.ts';
import { endOfTable, keepingComments, removal } from './toml-removals.ts';
import { type Entry, isWithin, type Splice, TomlSource } from './toml-source.ts';
import { keyText, memberText, type TomlValue, valueText } from './toml-text.ts';

type Path = readonly string[];

/** Keys of a profile, such as `host`, and what they are set to. */
export type ProfileSettings = Readonly<Record<string, TomlValue>>;

/** A profile that is to be added. */
export type NewProfile = { readonly name: string; readonly settings: ProfileSettings };

const profilePath = (name: string): string[] => ['profile', name];

const isProfile = (data: unknown, name: string): boolean =>
  valueAt(data, profilePath(name)) !== undefined;

const mustBe = (data: unknown, name: string): void => {
  if (!isProfile(data, name)) throw new EditRefused(`There is no profile ${keyText([name])}.`);
};

const mustNotBe = (data: unknown, name: string): void => {
  if (isProfile(data, name))
    throw new EditRefused(`There is a profile ${keyText([name])} already.`);
};

/** A new value in place of an old one; elements of an array that stay keep their lines and comments. */
const replacement = (source: TomlSource, entry: Entry, value: TomlValue): Splice[] => {
  const { value: node } = entry.node;
  if (isSame(getStaticTOMLValue(node), value)) return [];
  if (node.type !== 'TOMLArray' || !Array.isArray(value)) {
    const [start, end] = node.range;
    return keepingComments(source, entry, [{ start, end, text: valueText(value) }]);
  }
  const elements = value as readonly TomlValue[];
  const old = node.elements.map((element) => getStaticTOMLValue(element) as unknown);
  const shorter = Math.min(old.length, elements.length);
  let before = 0;
  while (before < shorter && isSame(old[before], elements[before])) before++;
  let after = 0;
  while (after < shorter - before && isSame(old.at(-1 - after), elements.at(-1 - after))) after++;
  const texts = elements.slice(before, elements.length - after).map(valueText);
  const range = [before, old.length - after] as const;
  return keepingComments(source, entry, replaceItems(source, node, range, texts));
};

/**
 * Sets a key of config.toml, such as `['theme']` or `['profile', 'office', 'host']`, in place or at the
 * end of its table; the table is added if there is none. Whatever else the file says stays as it is, comments
 * and line ends included. This and the other functions here throw `EditRefused`.
 */
export const setKey = (text: string, path: Path, value: TomlValue): string =>
  checkedEdit(text, {
    path,
    data: (before) => withValue(before, path, value),
    text: (source) => {
      const entry = source.entries.find(
        (one) => one.path.length === path.length && isWithin(one.path, path),
      );
      if (entry !== undefined) return source.with(replacement(source, entry, value));
      const rest = new TomlSource(source.with(removal(source, path, true)));
      return rest.with(addition(rest, path, value));
    },
  });

/** Removes a key of config.toml, or a whole table. The comments around a key stay. */
export const removeKey = (text: string, path: Path): string =>
  checkedEdit(text, {
    path,
    data: (before) => withValue(before, path, undefined),
    text: (source) => source.with(removal(source, path, false)),
  });

/** The lines of a new profile, indented as the last one. */
const newLines = (source: TomlSource, { name, settings }: NewProfile): string[] => {
  const last = source.tables.findLast(({ path }) => path[0] === 'profile' && path.length === 2);
  const header = source.indentation(last?.node.range[0] ?? 0) ?? '';
  const indentation = source.indentation(last?.node.body[0]?.range[0] ?? 0) ?? '';
  return [
    `${header}[${keyText(profilePath(name))}]`,
    ...Object.entries(settings).map(([key, value]) => `${indentation}${memberText([key], value)}`),
  ];
};

/** Adds profiles at the end of the file. */
export const addProfiles = (text: string, profiles: readonly NewProfile[]): string =>
  checkedEdit(text, {
    path: profilePath(profiles[0]?.name ?? ''),
    data: (before) =>
      profiles.reduce((data, { name, settings }) => {
        mustNotBe(data, name);
        return withValue(data, profilePath(name), settings) as TomlData;
      }, before),
    text: (source) => {
      const inline = inlineTableAround(source, profilePath(''))?.node.value;
      if (inline === undefined) {
        const lines = profiles.map((profile) => newLines(source, profile));
        return source.with([
          linesAtEnd(
            source,
            lines.flatMap((one, index) => (index === 0 ? one : ['', ...one])),
          ),
        ]);
      }
      const members = profiles.map(({ name, settings }) => memberText([name], settings));
      return source.with(insertItems(source, inline, inline.body.length - 1, members));
    },
  });

/** Adds a profile at the end of the file. */
export const addProfile = (text: string, name: string, settings: ProfileSettings): string =>
  addProfiles(text, [{ name, settings }]);

/** Gives a profile another name, where it stands. */
export const renameProfile = (text: string, name: string, newName: string): string =>
  checkedEdit(text, {
    path: profilePath(newName),
    data: (before) => {
      mustBe(before, name);
      mustNotBe(before, newName);
      const value = valueAt(before, profilePath(name));
      return withValue(
        withValue(before, profilePath(name), undefined),
        profilePath(newName),
        value,
      );
    },
    text: (source) => {
      const ofTables = source.tables
        .filter(({ path }) => isWithin(path, profilePath(name)))
        .map(({ node }) => node.key.keys[1]);
      const ofEntries = source.entries
        .filter(({ path, prefix }) => isWithin(path, profilePath(name)) && prefix.length < 2)
        .map(({ node, prefix }) => node.key.keys[1 - prefix.length]);
      return source.with(
        [...ofTables, ...ofEntries]
          .filter((key) => key !== undefined)
          .map(({ range: [start, end] }) => ({ start, end, text: keyText([newName]) })),
      );
    },
  });

/** The lines of a profile under another name: its tables as they are, and keys from elsewhere in the file. */
const copiedLines = (
  source: TomlSource,
  name: string,
  members: readonly string[],
  newName: string,
): string[] => {
  const tables = source.tables.filter(({ path }) => isWithin(path, profilePath(name)));
  const copies = tables.map((table) => {
    const start = source.lineStart(table.node.range[0]);
    const nameRange = table.node.key.keys[1]?.range ?? [start, start];
    const before = source.text.slice(start, nameRange[0]);
    const after = source.text.slice(nameRange[1], endOfTable(source, table)).trimEnd();
    return `${before}${keyText([newName])}${after}`;
  });
  const hasOwnTable = tables.some(({ path }) => path.length === 2);
  const header = `[${keyText(profilePath(newName))}]`;
  const head =
    hasOwnTable || (members.length === 0 && tables.length > 0)
      ? []
      : [[header, ...members].join(source.newline)];
  return [...head, ...copies].flatMap((lines, index) => (index === 0 ? [lines] : ['', lines]));
};

/** Adds a profile that has the settings of another one. */
export const copyProfile = (text: string, name: string, newName: string): string =>
  checkedEdit(text, {
    path: profilePath(newName),
    data: (before) => {
      mustBe(before, name);
      mustNotBe(before, newName);
      return withValue(before, profilePath(newName), valueAt(before, profilePath(name)));
    },
    text: (source) => {
      const members = source.entries
        .filter(
          ({ path, prefix, container }) =>
            path.length > 2 &&
            isWithin(path, profilePath(name)) &&
            (prefix.length < 2 || (prefix.length === 2 && container.type === 'TOMLInlineTable')),
        )
        .map(
          ({ path, node }) =>
            `${keyText(path.slice(2))} = ${source.text.slice(...node.value.range)}`,
        );
      const inline = inlineTableAround(source, profilePath(newName));
      if (inline === undefined)
        return source.with([linesAtEnd(source, copiedLines(source, name, members, newName))]);
      const { value: table } = inline.node;
      const copy = `${keyText([newName])} = { ${members.join(', ')} }`;
      return source.with(insertItems(source, table, table.body.length - 1, [copy]));
    },
  });

/** Removes a profile with its tables, and the comments in them and directly above their headers. */
export const removeProfile = (text: string, name: string): string =>
  checkedEdit(text, {
    path: profilePath(name),
    data: (before) => {
      mustBe(before, name);
      return withValue(before, profilePath(name), undefined);
    },
    text: (source) => source.with(removal(source, profilePath(name), true)),
  });
