import type { PasswordSource, ProfileFields } from '../../ui/connections/profile-book.ts';
import type { Level, Settings } from '../config/config.ts';
import type { TomlValue } from '../config/toml-text.ts';
import { withKnownPassword, withoutPassword } from '../config/url-password.ts';
import { serverKeys, serverSettings, serversOf } from './server-texts.ts';

const textOf = (settings: Settings, key: string): string => {
  const value = settings.get(key);
  return typeof value === 'string' ? value : '';
};

const listOf = (settings: Settings, key: string): readonly string[] => {
  const value = settings.get(key);
  return Array.isArray(value) ? value : [];
};

const passwordSource = (settings: Settings): PasswordSource => {
  if (settings.has('password')) return 'file';
  if (settings.has('password-command')) return 'command';
  if (settings.has('password-file')) return 'elsewhere';
  return settings.get('ask-password') === true ? 'asked' : 'none';
};

/** The fields of a form with one key each. */
const texts = {
  username: 'username',
  cafile: 'cafile',
  cert: 'cert',
  key: 'key',
  clientId: 'client-id',
  nick: 'nick',
  theme: 'theme',
} as const satisfies Partial<Record<keyof ProfileFields, string>>;

const lists = { rooms: 'room', filters: 'topic' } as const;

const isReadOnly = (settings: Settings): boolean => settings.get('read-only') === true;

/** A profile as form fields; passwords in URLs are hidden. `top` holds the settings shared by all profiles. */
export const fieldsOf = ({ settings, theme }: Level, top: Level): ProfileFields => ({
  servers: serversOf(settings).map(withoutPassword),
  username: textOf(settings, texts.username),
  passwordSource: passwordSource(settings),
  password: textOf(settings, 'password'),
  passwordCommand: listOf(settings, 'password-command'),
  cafile: textOf(settings, texts.cafile),
  cert: textOf(settings, texts.cert),
  key: textOf(settings, texts.key),
  clientId: textOf(settings, texts.clientId),
  nick: textOf(settings, texts.nick),
  rooms: listOf(settings, lists.rooms),
  filters: listOf(settings, lists.filters),
  isReadOnly: isReadOnly(settings.has('read-only') ? settings : top.settings),
  // A table of colours is for a text editor.
  theme: theme === undefined ? textOf(settings, texts.theme) : '',
});

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

/** The servers that a form means: a password that it hides is the one that the profile has. */
export const serversMeant = (settings: Settings, { servers }: ProfileFields): readonly string[] =>
  servers.map((text) => withKnownPassword(text, serversOf(settings)));

/** Flags that turn TLS on, besides the files of the form. */
const tlsKeys = ['insecure', 'alpn', 'ciphers', 'tls-version'];

const hasTls = ({ cafile, cert }: ProfileFields, settings: Settings): boolean =>
  cafile !== '' || cert !== '' || tlsKeys.some((key) => settings.has(key));

const passwordChanges = (
  before: ProfileFields,
  { passwordSource: source, password, passwordCommand }: ProfileFields,
): (readonly [string, TomlValue | undefined])[] => {
  const isKept =
    source === before.passwordSource &&
    password === before.password &&
    isSame(passwordCommand, before.passwordCommand);
  if (isKept || source === 'elsewhere') return [];
  return [
    ['password', source === 'file' ? password : undefined],
    ['password-command', source === 'command' ? passwordCommand : undefined],
    ['password-file', undefined],
    ['ask-password', source === 'asked' ? true : undefined],
  ];
};

/**
 * What must be written to the profile so that it says what the form says, by key; `undefined` takes a key away.
 * Nothing that the form does not change is among it.
 */
export const changesTo = (
  { settings }: Level,
  top: Level,
  after: ProfileFields,
): ReadonlyMap<string, TomlValue | undefined> => {
  const before = fieldsOf({ settings, theme: undefined, passphraseCommands: new Map() }, top);
  const changes = new Map<string, TomlValue | undefined>();
  if (!isSame(before.servers, after.servers)) {
    const wanted = serverSettings(serversMeant(settings, after), hasTls(after, settings));
    for (const key of serverKeys) changes.set(key, wanted.get(key));
  }
  for (const [field, key] of Object.entries(texts) as [keyof typeof texts, string][])
    if (before[field] !== after[field])
      changes.set(key, after[field] === '' ? undefined : after[field]);
  for (const [field, key] of Object.entries(lists) as [keyof typeof lists, string][])
    if (!isSame(before[field], after[field]))
      changes.set(key, after[field].length === 0 ? undefined : after[field]);
  for (const [key, value] of passwordChanges(before, after)) changes.set(key, value);
  if (before.isReadOnly !== after.isReadOnly)
    changes.set(
      'read-only',
      after.isReadOnly === isReadOnly(top.settings) ? undefined : after.isReadOnly,
    );
  return new Map([...changes].filter(([key, value]) => value !== undefined || settings.has(key)));
};
