import * as fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import {
  addProfile,
  copyProfile,
  removeKey,
  removeProfile,
  renameProfile,
  setKey,
} from '../../../source/command-line/config/edit-config.ts';
import {
  keyText,
  valueText,
  type TomlValue,
} from '../../../source/command-line/config/toml-text.ts';

/** A line of a generated file, and what it is about: a profile's name and key, or a key alone. */
type Line = { readonly text: string; readonly profile?: string; readonly key?: string };

const profileNames = ['office', 'my lab', 'a.b', 'läb', 'x'];
const keys = ['host', 'port', 'topic', 'unknown', 'tls'];

const value: fc.Arbitrary<TomlValue> = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('#', 'a # no comment', '[profile.office]', '"""', "'", 'ä\n[x]'),
  fc.integer({ min: -9, max: 70_000 }),
  fc.boolean(),
  fc.array(fc.constantFrom('#', 'site/#', 'a,b', ']'), { maxLength: 4 }),
);

type Style = {
  readonly hasComment: boolean;
  readonly above: number;
  readonly isMultiLine: boolean;
};
const style: fc.Arbitrary<Style> = fc.record({
  hasComment: fc.boolean(),
  above: fc.integer({ min: 0, max: 2 }),
  isMultiLine: fc.boolean(),
});

const members = fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), value, style }), {
  selector: ({ key }) => key,
  maxLength: 4,
});

const profile = fc.record({
  members,
  theme: fc.option(fc.record({ members, isFar: fc.boolean() }), { nil: undefined }),
  form: fc.constantFrom('header', 'elsewhere', 'inline'),
  style,
  indentation: fc.constantFrom('', '  ', '\t'),
});

const model = fc.record({
  profiles: fc.uniqueArray(fc.tuple(fc.constantFrom(...profileNames), profile), {
    selector: ([name]) => name,
    maxLength: 4,
  }),
  top: members,
  layout: fc.constantFrom('dotted', 'table', 'inline'),
  newline: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '\uFEFF'),
  endsWithNewline: fc.boolean(),
});
type Model = typeof model extends fc.Arbitrary<infer Value> ? Value : never;

/** The lines of a file, each comment having a number of its own. */
const linesOf = ({ profiles, top, layout }: Model): Line[] => {
  let comments = 0;
  const comment = () => `# c${comments++}.`;
  const lines: Line[] = [];
  const settings = (
    list: Model['top'],
    about: { profile?: string },
    { prefix = '', indentation = '', keyOf = (key: string) => key } = {},
  ) => {
    for (const { key, value: set, style: how } of list) {
      const owner = { ...about, key: keyOf(key) };
      for (let index = 0; index < how.above; index++)
        lines.push({ text: index === 0 ? '' : indentation + comment(), ...about });
      const end = how.hasComment ? ` ${comment()}` : '';
      const start = `${indentation}${prefix}${key} = `;
      if (Array.isArray(set) && how.isMultiLine) {
        lines.push({ text: `${start}[${end}`, ...owner });
        set.forEach((element: string, index) => {
          const hasComma = index < set.length - 1 || how.hasComment;
          const tail = how.above > 0 ? ` ${comment()}` : '';
          lines.push({ text: `  ${valueText(element)}${hasComma ? ',' : ''}${tail}`, ...owner });
        });
        lines.push({ text: ']', ...owner });
      } else lines.push({ text: `${start}${valueText(set)}${end}`, ...owner });
    }
  };
  const header = (
    name: string,
    { style: how, indentation }: Model['profiles'][number][1],
    inner = '',
  ) => {
    lines.push({ text: '' });
    // Comments apart from a header are not the profile's.
    if (how.isMultiLine) lines.push({ text: comment() }, { text: '' });
    for (let index = 0; index < how.above; index++)
      lines.push({ text: indentation + comment(), profile: name });
    lines.push({
      text: `${indentation}[profile.${keyText([name])}${inner}]${how.hasComment ? comment() : ''}`,
      profile: name,
    });
  };
  const inlineOf = (list: Model['top']) =>
    valueText(Object.fromEntries(list.map(({ key, value: set }) => [key, set])));

  settings(top, {});
  if (layout === 'inline') {
    const inner = profiles.map(
      ([name, { members: list }]) => `${keyText([name])} = ${inlineOf(list)}`,
    );
    lines.push({ text: `profile = { ${inner.join(', ')} } ${comment()}`, profile: '*' });
    return lines;
  }
  const isHeader = ({ form }: Model['profiles'][number][1]) => form === 'header';
  const elsewhere = profiles.filter(([, one]) => !isHeader(one));
  const prefix = layout === 'dotted' ? 'profile.' : '';
  if (layout === 'table') lines.push({ text: '' }, { text: `[profile] ${comment()}` });
  for (const [name, one] of elsewhere) {
    if (one.form === 'inline' || one.members.length === 0)
      lines.push({
        text: `${prefix}${keyText([name])} = ${inlineOf(one.members)}`,
        profile: name,
        key: '*',
      });
    else settings(one.members, { profile: name }, { prefix: `${prefix}${keyText([name])}.` });
  }
  for (const [name, one] of profiles.filter(([, each]) => isHeader(each))) {
    header(name, one);
    settings(one.members, { profile: name }, { indentation: one.indentation });
    if (one.theme?.isFar === false) {
      header(name, one, '.theme');
      settings(one.theme.members, { profile: name }, { keyOf: () => 'theme' });
    }
  }
  lines.push({ text: '' }, { text: '[other]' }, { text: `x = 1 ${comment()}` });
  for (const [name, one] of profiles)
    if (isHeader(one) && one.theme?.isFar === true) {
      header(name, one, '.theme');
      settings(one.theme.members, { profile: name }, { keyOf: () => 'theme' });
    }
  lines.push({ text: '' }, { text: comment() });
  return lines;
};

type Data = { [key: string]: Data | TomlValue };
const plain = (text: string): Data => JSON.parse(JSON.stringify(parse(text))) as Data;
const profilesIn = (data: Data) => (data['profile'] ??= {}) as Record<string, Data>;

const edit = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key: fc.constantFrom(...keys, 'theme'), value }),
  fc.record({ do: fc.constantFrom('remove' as const), key: fc.constantFrom(...keys, 'theme') }),
  fc.record({ do: fc.constant('set top' as const), key: fc.constantFrom(...keys), value }),
  fc.record({ do: fc.constant('remove top' as const), key: fc.constantFrom(...keys) }),
  fc.record({
    do: fc.constantFrom('rename' as const, 'copy' as const, 'remove all' as const),
    key: fc.constant('*'),
  }),
  fc.record({ do: fc.constant('add' as const), members }),
);
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** Does it to the text, and to the data on its own. */
const made = (text: string, data: Data, name: string, change: Edit): string => {
  const profiles = profilesIn(data);
  switch (change.do) {
    case 'set':
      (profiles[name] ??= {})[change.key] = change.value;
      return setKey(text, ['profile', name, change.key], change.value);
    case 'remove':
      delete profiles[name]?.[change.key];
      return removeKey(text, ['profile', name, change.key]);
    case 'set top':
      data[change.key] = change.value;
      return setKey(text, [change.key], change.value);
    case 'remove top':
      delete data[change.key];
      return removeKey(text, [change.key]);
    case 'rename':
      profiles['new name'] = profiles[name] ?? {};
      delete profiles[name];
      return renameProfile(text, name, 'new name');
    case 'copy':
      profiles['new name'] = profiles[name] ?? {};
      return copyProfile(text, name, 'new name');
    case 'remove all':
      delete profiles[name];
      return removeProfile(text, name);
    case 'add': {
      const settings = Object.fromEntries(change.members.map((one) => [one.key, one.value]));
      profiles['new name'] = settings;
      return addProfile(text, 'new name', settings);
    }
  }
};

/** Whether an edit may change a line. */
const mayChange = (line: Line, name: string, change: Edit): boolean => {
  if (change.do === 'set top' || change.do === 'remove top')
    return line.profile === undefined && line.key === change.key;
  if (line.profile === '*') return true;
  if (change.do === 'add' || change.do === 'copy' || line.profile !== name) return false;
  if (change.do === 'rename' || change.do === 'remove all') return true;
  return (
    line.key === '*' ||
    line.key === change.key ||
    (change.key === 'theme' && line.key === undefined)
  );
};

const commentsIn = (text: string): string[] => text.match(/# c\d+\./g) ?? [];

it('changes what it should, and nothing else', () => {
  fc.assert(
    fc.property(model, fc.nat(), edit, (file, number, change) => {
      const lines = linesOf(file);
      const text =
        file.mark +
        lines.map((line) => line.text).join(file.newline) +
        (file.endsWithNewline ? file.newline : '');
      const [name] = file.profiles[number % Math.max(1, file.profiles.length)] ?? ['office'];
      const data = plain(text);
      fc.pre(change.do === 'add' || change.do.endsWith('top') || name in profilesIn(data));

      const edited = made(text, data, name, change);

      const after = plain(edited);
      profilesIn(after);
      expect(after).toEqual(data);

      const isTheirs = ({ profile: owner }: Line) => owner === name;
      const goes =
        change.do === 'remove all' ||
        (change.do !== 'add' && 'key' in change && change.key === 'theme');
      const kept = lines
        .filter((line) => !(goes && isTheirs(line)))
        .flatMap(({ text: line }) => commentsIn(line));
      const there = commentsIn(edited);
      expect(kept.filter((comment) => !there.includes(comment))).toEqual([]);
      const isOnce = new Set(there).size === there.length;
      expect(isOnce || change.do === 'copy').toBe(true);

      const rest = edited.slice(file.mark.length).split(/\r?\n/);
      const unchanged = lines.filter((line) => line.text !== '' && !mayChange(line, name, change));
      let place = -1;
      for (const line of unchanged) {
        place = rest.indexOf(line.text, place + 1);
        expect(place, `${line.text} is gone from\n${edited}`).not.toBe(-1);
      }
      expect(edited.startsWith('\uFEFF')).toBe(file.mark !== '');
      const hasOthers = file.newline === '\r\n' ? /[^\r]\n/.test(edited) : edited.includes('\r');
      expect(hasOthers && text.includes('\n')).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
