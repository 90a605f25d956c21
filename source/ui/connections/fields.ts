import { themeNames } from '../../format/theme-names.ts';
import type { PasswordSource } from './profile-book.ts';

/** The form as texts, as they are typed: lists are separated by blanks. */
export type ProfileForm = {
  readonly name: string;
  readonly servers: string;
  readonly username: string;
  readonly passwordSource: PasswordSource;
  readonly password: string;
  readonly passwordCommand: string;
  readonly cafile: string;
  readonly cert: string;
  readonly key: string;
  readonly clientId: string;
  readonly nick: string;
  readonly rooms: string;
  readonly filters: string;
  readonly isReadOnly: boolean;
  readonly theme: string;
};

/** The name of a field. */
export type FieldName = keyof ProfileForm;

/** The fields that are typed. */
export type TextName = Exclude<FieldName, 'passwordSource' | 'isReadOnly' | 'theme'>;

type Choices = {
  /** The choice as it is shown. */
  readonly value: (form: ProfileForm) => string;
  /** The form with the next (`by` 1) or previous (-1) choice. */
  readonly step: (form: ProfileForm, by: 1 | -1) => ProfileForm;
};

/** A field of the form. */
export type ProfileField = {
  readonly label: string;
  /** Help for the field, shown while it is active. */
  readonly about: string;
  /** Shown while it is empty. */
  readonly placeholder?: string;
  /** Its choices; absent from a text. */
  readonly choices?: Choices;
  /** It takes the path of a file, which Tab completes. */
  readonly isPath?: true;
  /** It is shown to nobody. */
  readonly isSecret?: true;
  /** Whether it is there; it always is if absent. */
  readonly isShown?: (form: ProfileForm) => boolean;
};

const sourceWords: Readonly<Record<PasswordSource, string>> = {
  none: 'none',
  asked: 'asked for at each start',
  command: 'printed by a command',
  file: 'kept in the file',
  elsewhere: 'as the file has it',
};

/** The theme of a profile that has none of its own. */
const usualTheme = 'the usual one';

const sources: readonly PasswordSource[] = ['none', 'asked', 'command', 'file'];

const next = <Value>(values: readonly Value[], value: Value, by: 1 | -1): Value =>
  values[(values.indexOf(value) + by + values.length) % values.length] ?? value;

/** Every field in the order of the form; drawing and the keys read these rows. */
export const profileFields: Readonly<Record<FieldName, ProfileField>> = {
  name: {
    label: 'Name',
    about: 'what you type to connect: mqtt-tui NAME, or /connect NAME',
  },
  servers: {
    label: 'Servers',
    about:
      'HOST, HOST:PORT, or a URL such as mqtts://HOST or wss://HOST/mqtt; several are tried in turn',
    placeholder: 'the broker of this machine',
  },
  username: { label: 'User name', about: 'to log in with', placeholder: 'none' },
  passwordSource: {
    label: 'Password',
    about:
      'a command such as secret-tool or pass keeps it out of the file; with it in there, the file becomes yours alone (mode 0600)',
    choices: {
      value: ({ passwordSource }) => sourceWords[passwordSource],
      step: (form, by) => ({
        ...form,
        passwordSource: next(sources, form.passwordSource, by),
      }),
    },
  },
  password: {
    label: '  in the file',
    about: 'the password itself; it is shown nowhere',
    isSecret: true,
    isShown: ({ passwordSource }) => passwordSource === 'file',
  },
  passwordCommand: {
    label: '  command',
    about:
      'a program and its arguments, such as secret-tool lookup mqtt office; it runs without a shell',
    isShown: ({ passwordSource }) => passwordSource === 'command',
  },
  cafile: {
    label: 'CA file',
    about: 'trust the certificate authorities in this PEM file',
    placeholder: "Node.js's own authorities",
    isPath: true,
  },
  cert: {
    label: 'Certificate',
    about: 'your own certificate, a PEM file',
    placeholder: 'none',
    isPath: true,
  },
  key: {
    label: 'Private key',
    about: 'the key of your certificate, a PEM file',
    placeholder: 'none',
    isPath: true,
  },
  clientId: {
    label: 'Client identifier',
    about: 'what the broker knows you by; the connection that watches adds -w',
    placeholder: 'random',
  },
  nick: { label: 'Nick', about: 'your name in the chat', placeholder: 'asked for once' },
  rooms: {
    label: 'Rooms',
    about: 'the rooms to join, separated by blanks',
    placeholder: 'the usual ones',
  },
  filters: {
    label: 'Topic filters',
    about: 'what to watch, such as site/# or "a topic/+": separated by blanks',
    placeholder: 'the usual ones',
  },
  isReadOnly: {
    label: 'Read-only',
    about: 'nothing is published, cleared or said',
    choices: {
      value: ({ isReadOnly }) => (isReadOnly ? 'yes' : 'no'),
      step: (form) => ({ ...form, isReadOnly: !form.isReadOnly }),
    },
  },
  theme: {
    label: 'Theme',
    about: 'the colours on this connection',
    choices: {
      value: ({ theme }) => (theme === '' ? usualTheme : theme),
      step: (form, by) => ({ ...form, theme: next(['', ...themeNames], form.theme, by) }),
    },
  },
};

/** The names of the fields that a form has now, in Tab order. */
export const fieldsOf = (form: ProfileForm): readonly FieldName[] =>
  (Object.keys(profileFields) as FieldName[]).filter(
    (name) => profileFields[name].isShown?.(form) !== false,
  );

/** The name of a field, if it is typed. */
export const asText = (name: FieldName): TextName | undefined =>
  name === 'passwordSource' || name === 'isReadOnly' || name === 'theme' ? undefined : name;
