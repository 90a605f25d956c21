import { describe, expect, it } from 'vitest';
import {
  addProfile,
  copyProfile,
  removeKey,
  removeProfile,
  renameProfile,
  setKey,
} from '../../../source/command-line/config/edit-config.ts';

const office = ['profile', 'office'];

const file = `# My settings
theme = "dark" # at night

# The office's broker
[profile.office] # since May
host = 'mqtt.office' # TLS only
topic = [
  "site/#", # the site
  "lab/#",
]
# port = 1884

  # At home
  [profile."my lab"]
  host = "lab"

# nothing below
[profile.office.theme]
base = "light"

# the end
`;

describe('setKey', () => {
  it.each([
    ['a value', [...office, 'host'], 'new', file.replace(`'mqtt.office'`, '"new"')],
    ['the same value', [...office, 'host'], 'mqtt.office', file],
    [
      'a further key, behind the last one of its table',
      [...office, 'port'],
      8883,
      file.replace(']\n# port', ']\nport = 8883\n# port'),
    ],
    [
      'a key with the indentation of its table',
      ['profile', 'my lab', 'no-mouse'],
      true,
      file.replace('host = "lab"\n', 'host = "lab"\n  no-mouse = true\n'),
    ],
    ['a key above all tables', ['fps'], 4, file.replace('# at night\n', '# at night\nfps = 4\n')],
    [
      'one more element of an array, on a line',
      [...office, 'topic'],
      ['site/#', 'lab/#', 'x'],
      file.replace('  "lab/#",\n', '  "lab/#",\n  "x",\n'),
    ],
    ['one element less', [...office, 'topic'], ['site/#'], file.replace('  "lab/#",\n', '')],
    [
      'another element, whose comment stays',
      [...office, 'topic'],
      ['other/#', 'lab/#'],
      file.replace('"site/#"', '"other/#"'),
    ],
    [
      'a table of a name',
      [...office, 'theme'],
      'none',
      file
        .replace('# nothing below\n[profile.office.theme]\nbase = "light"\n\n', '')
        .replace(']\n# port', ']\ntheme = "none"\n# port'),
    ],
    [
      'a key of a table that is not there',
      ['keys', 'preset'],
      'vim',
      `${file}\n[keys]\npreset = "vim"\n`,
    ],
  ])('sets %s', (_, path, value, expected) => {
    expect(setKey(file, path, value)).toBe(expected);
  });

  it.each([
    ['profile.office.host = "x"\n', 'profile.office.host = "x"\nprofile.office.port = 1\n'],
    ['[profile]\noffice.host = "x" # c', '[profile]\noffice.host = "x" # c\noffice.port = 1\n'],
    ['profile = { office = { host = "x" } }', 'profile = { office = { host = "x", port = 1 } }'],
    ['profile = { office = {} }', 'profile = { office = { port = 1 } }'],
    ['profile.office = {\n  a = 1, # c\n}\n', 'profile.office = {\n  a = 1, # c\n  port = 1,\n}\n'],
    ['profile.office = {\n  a = 1 # c\n}\n', 'profile.office = {\n  a = 1, # c\n  port = 1\n}\n'],
    [
      'a = 1\n\n# t\n[profile.office.theme]\nb = 1\n',
      'a = 1\n\n[profile.office]\nport = 1\n\n# t\n[profile.office.theme]\nb = 1\n',
    ],
    ['[profile.office]', '[profile.office]\nport = 1\n'],
    ['[profile.office]\n\n[x]\n', '[profile.office]\nport = 1\n\n[x]\n'],
    ['', '[profile.office]\nport = 1\n'],
    ['a = 1', 'a = 1\n\n[profile.office]\nport = 1\n'],
    ['\uFEFFa = 1\r\n', '\uFEFFa = 1\r\n\r\n[profile.office]\r\nport = 1\r\n'],
    [
      '[profile.office]\r\na = """\r\nx\r\n"""\r\n',
      '[profile.office]\r\na = """\r\nx\r\n"""\r\nport = 1\r\n',
    ],
  ])('adds a key to %j', (before, after) => {
    expect(setKey(before, [...office, 'port'], 1)).toBe(after);
  });

  it('puts a key above the first table where there is none yet', () => {
    expect(setKey('# Ours\n\n# o\n[profile.office]\n', ['theme'], 'dark')).toBe(
      '# Ours\n\ntheme = "dark"\n\n# o\n[profile.office]\n',
    );
  });

  it('keeps the comments of a value that it replaces above the key', () => {
    expect(setKey('topic = [\n  "a", # one\n  # two\n]\n', ['topic'], 'b')).toBe(
      '# one\n# two\ntopic = "b"\n',
    );
  });

  it.each([
    ['["a","b"]', ['a', 'x', 'b'], '["a", "x","b"]'],
    ['["a"]', [], '[]'],
    ['[]', ['a', 'b'], '["a", "b"]'],
    ['[ "a", "b" ]', ['b'], '[ "b" ]'],
    ['[ "a", "b" ]', ['a'], '[ "a" ]'],
    ['["b"]', ['a', 'b'], '["a", "b"]'],
    ['[\n]', ['a', 'b'], '[\n  "a",\n  "b",\n]'],
    ['[\n  # c\n]', ['a'], '[\n  # c\n  "a",\n]'],
    ['[\n  "a"\n]', ['a', 'b', 'c'], '[\n  "a",\n  "b",\n  "c"\n]'],
    ['[\n  "b",\n]', ['a', 'b'], '[\n  "a",\n  "b",\n]'],
    ['[\n  "a",\n  "b"]', ['a', 'b', 'c'], '[\n  "a",\n  "b", "c"]'],
    ['[\n  "a",\n  "b"]', ['a'], '[\n  "a"]'],
  ])('changes the array %j to %j', (before, value, after) => {
    expect(setKey(`topic = ${before}\n`, ['topic'], value)).toBe(`topic = ${after}\n`);
  });

  it.each([
    ['quotes', 'a"b\\c', '"a\\"b\\\\c"'],
    ['control characters', 'a\u0000\n\u007f\u0085', '"a\\u0000\\n\\u007f\\u0085"'],
    ['numbers', 1.5, '1.5'],
    ['tables', { 'a b': { c: [1, true] } }, '{ "a b" = { c = [1, true] } }'],
  ])('spells %s', (_, value, text) => {
    expect(setKey('', ['k'], value)).toBe(`k = ${text}\n`);
  });

  it('refuses half a character, which no file can have', () => {
    expect(() => setKey('', ['k'], 'a\ud800')).toThrow('This change of k cannot be made');
  });

  it.each([
    ['a = ', 'The file is not valid TOML, so nothing was changed: see line 1.'],
    [
      '[[profile.office]]\n',
      'This change of profile.office.port cannot be made without touching something else: edit the file by hand.',
    ],
    [
      'profile = 1\n',
      'This change of profile.office.port cannot be made without touching something else: edit the file by hand.',
    ],
  ])('refuses to change %j', (text, problem) => {
    expect(() => setKey(text, [...office, 'port'], 1)).toThrow(problem);
  });
});

describe('removeKey', () => {
  it.each([
    ['host', "host = 'mqtt.office' # TLS only\n", '# TLS only\n'],
    ['topic', 'topic = [\n  "site/#", # the site\n  "lab/#",\n]\n', '# the site\n'],
    ['theme', '# nothing below\n[profile.office.theme]\nbase = "light"\n\n', ''],
  ])('removes %s and keeps comments of keys', (key, old, left) => {
    expect(removeKey(file, [...office, key])).toBe(file.replace(old, left));
  });

  it.each([
    ['profile.office.host = "x" # c\n', 'profile.office = {} # c\n'],
    ['[profile]\noffice.host = "x"\n', '[profile]\noffice = {}\n'],
    ['profile = { office = { host = "x" } }\n', 'profile = { office = {} }\n'],
    ['profile.office = { a = 1, host = "x", }\n', 'profile.office = { a = 1, }\n'],
    ['profile.office = { host = "x", b = 1 }\n', 'profile.office = { b = 1 }\n'],
    [
      'profile.office = {\n  a = 1,\n  host = "x", # c\n}\n',
      '# c\nprofile.office = {\n  a = 1,\n}\n',
    ],
    ['[profile.office.host]\nx = 1\n', '[profile.office]\n'],
    ['[profile.office]\nhost = "x"', '[profile.office]\n'],
  ])('leaves the profile of %j', (before, after) => {
    expect(removeKey(before, [...office, 'host'])).toBe(after);
  });
});

describe('profiles', () => {
  it('adds one at the end, apart from what is there', () => {
    expect(addProfile(file.replaceAll('\n  ', '\n'), 'a.b', { host: 'x', topic: ['#'] })).toBe(
      `${file.replaceAll('\n  ', '\n')}\n[profile."a.b"]\nhost = "x"\ntopic = ["#"]\n`,
    );
    expect(addProfile('a = 1', 'b', {})).toBe('a = 1\n\n[profile.b]\n');
    expect(addProfile('profile = { a = {} }\n', 'b', { host: 'x' })).toBe(
      'profile = { a = {}, b = { host = "x" } }\n',
    );
    expect(addProfile('  [profile.a]\n    host = "x"\n', 'b', { host: 'y' })).toBe(
      '  [profile.a]\n    host = "x"\n\n  [profile.b]\n    host = "y"\n',
    );
  });

  it('renames one wherever its name stands', () => {
    expect(renameProfile(file, 'office', 'head office')).toBe(
      file.replaceAll('profile.office', 'profile."head office"'),
    );
    expect(renameProfile('profile.a.host = "x"\n[profile.a.theme]\n', 'a', 'b')).toBe(
      'profile.b.host = "x"\n[profile.b.theme]\n',
    );
    expect(renameProfile('[profile]\na.host = "x"\nc.a = "x"\n', 'a', 'b')).toBe(
      '[profile]\nb.host = "x"\nc.a = "x"\n',
    );
    expect(renameProfile('profile = { a = { a = 1 } }\n', 'a', 'b')).toBe(
      'profile = { b = { a = 1 } }\n',
    );
  });

  it('copies one with its tables', () => {
    expect(copyProfile(file, 'office', 'b')).toBe(`${file}
[profile.b] # since May
host = 'mqtt.office' # TLS only
topic = [
  "site/#", # the site
  "lab/#",
]

[profile.b.theme]
base = "light"
`);
    expect(copyProfile('profile.a.host = 1979-05-27 # c\n[profile.a.theme]\nx = 1', 'a', 'b')).toBe(
      'profile.a.host = 1979-05-27 # c\n[profile.a.theme]\nx = 1\n\n[profile.b]\nhost = 1979-05-27\n\n[profile.b.theme]\nx = 1\n',
    );
    expect(copyProfile('profile = { a.x = 1, a.y.z = 0x1F }\n', 'a', 'b')).toBe(
      'profile = { a.x = 1, a.y.z = 0x1F, b = { x = 1, y.z = 0x1F } }\n',
    );
    expect(copyProfile('[profile]\na = { x = 1 }\n', 'a', 'b')).toBe(
      '[profile]\na = { x = 1 }\n\n[profile.b]\nx = 1\n',
    );
  });

  it('removes one with its tables and their comments, and leaves all others', () => {
    expect(removeProfile(file, 'office')).toBe(`# My settings
theme = "dark" # at night

  # At home
  [profile."my lab"]
  host = "lab"

# the end
`);
    expect(removeProfile(file, 'my lab')).toBe(
      file.replace('  # At home\n  [profile."my lab"]\n  host = "lab"\n\n', ''),
    );
    expect(removeProfile('a = 1\n\n[profile.a]\nx = 1\n', 'a')).toBe('a = 1\n');
    expect(removeProfile('[profile.a]\nx = 1\n# about b\n[profile.b]\n', 'a')).toBe(
      '# about b\n[profile.b]\n',
    );
    expect(removeProfile('profile.a.x = 1\nprofile.b.x = 1\nprofile.a.y = 1\n', 'a')).toBe(
      'profile.b.x = 1\n',
    );
    expect(removeProfile('profile = { a = { x = 1 }, b = {} }\n', 'a')).toBe(
      'profile = { b = {} }\n',
    );
  });

  it.each([
    ['There is no profile away.', () => removeProfile(file, 'away')],
    ['There is no profile away.', () => renameProfile(file, 'away', 'b')],
    ['There is no profile away.', () => copyProfile(file, 'away', 'b')],
    ['There is a profile "my lab" already.', () => addProfile(file, 'my lab', {})],
    ['There is a profile "my lab" already.', () => renameProfile(file, 'office', 'my lab')],
    ['There is a profile "my lab" already.', () => copyProfile(file, 'office', 'my lab')],
  ])('says: %s', (problem, change) => {
    expect(change).toThrow(problem);
  });
});
