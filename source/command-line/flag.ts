import type { QoS } from '../mqtt/message.ts';

/** The commands; `screen` is the program without one. */
const all = [
  'screen',
  'watch',
  'broker',
  'sub',
  'wait',
  'pub',
  'request',
  'clean',
  'record',
  'replay',
  'open',
  'config',
  'completions',
  'man',
] as const;

export type CommandName = (typeof all)[number];

const configured = [
  'screen',
  'watch',
  'broker',
  'sub',
  'wait',
  'pub',
  'request',
  'clean',
  'record',
  'replay',
  'open',
] as const;

const groups = {
  /** Commands that log in with a user name and password, or demand them. */
  login: [
    'screen',
    'watch',
    'broker',
    'sub',
    'wait',
    'pub',
    'request',
    'clean',
    'record',
    'replay',
  ],
  /** Commands that connect to a broker. */
  connection: ['screen', 'watch', 'sub', 'wait', 'pub', 'request', 'clean', 'record', 'replay'],
  /** Those of them that do not open the screen. */
  script: ['sub', 'wait', 'pub', 'request', 'clean', 'record', 'replay'],
  /** Those of them that print messages. */
  print: ['sub', 'wait', 'request'],
  /** Those of them that publish one message. */
  publish: ['pub', 'request'],
  /** Commands that open the screen on a broker. */
  live: ['screen', 'watch'],
  /** Commands that open the screen. */
  show: ['screen', 'watch', 'open'],
  /** Commands that use the settings of config.toml. */
  configured,
  /** Those, and the command that is about that file. */
  withConfig: [...configured, 'config'],
  all,
} as const satisfies Readonly<Record<string, readonly CommandName[]>>;

type Group = keyof typeof groups;

/** The commands of a group by its name. */
export type CommandIn<Use extends FlagUse> = Use extends Group ? (typeof groups)[Use][number] : Use;

/** Which commands accept the flag: one, or a group of them. */
export type FlagUse = CommandName | Group;

/** The smallest and the largest value. */
type Range = readonly [number, number];

/** The type of a flag's value, its range and its default, which is both applied and documented. */
type FlagType =
  | { readonly type: 'boolean' }
  | { readonly type: 'string'; readonly mayBeEmpty?: true; readonly default?: string }
  | { readonly type: 'strings'; readonly default?: readonly string[] }
  | { readonly type: 'integer'; readonly range: Range; readonly default?: number }
  /** Decimal, such as 0.5. */
  | { readonly type: 'number'; readonly range: Range; readonly default?: number }
  | { readonly type: 'qos'; readonly default: QoS }
  | {
      readonly type: 'choice';
      readonly choices: readonly string[];
      /** Other spellings of some of them, as Mosquitto's tools have them. */
      readonly spellings?: ReadonlyMap<string, string>;
      readonly default: string;
    };

/** A row of the table of flags. */
export type Flag = FlagType & {
  /** As typed, without the dashes; `no-…` for features that are on by default. */
  readonly name: string;
  readonly short?: string;
  /** Stands for the value in the help. */
  readonly placeholder?: string;
  readonly use: FlagUse;
  /** What it does; the default is printed after it. */
  readonly description: string;
  /** Printed as the default if that is not a constant. */
  readonly whenUnset?: string;
  /** It cannot be set in the environment or in config.toml: what is meant for one call must not affect the next. */
  readonly isTypedOnly?: true;
  /** It is set in config.toml alone. */
  readonly isFileOnly?: true;
  /** It says where settings come from, and so is no key of config.toml. */
  readonly isNoSetting?: true;
};

/** Whether the flag's name is a key of config.toml. */
export const isSetting = ({ isTypedOnly, isNoSetting }: Flag): boolean =>
  isTypedOnly !== true && isNoSetting !== true;

/** Whether its value is the path of a file or socket. */
export const isPath = ({ placeholder }: Flag): boolean =>
  placeholder === 'FILE' || placeholder === 'PATH';

const isGroup = (use: FlagUse): use is Group => Object.hasOwn(groups, use);

/** The commands that accept a flag. */
export const commandsOf = ({ use }: Flag): readonly CommandName[] =>
  isGroup(use) ? groups[use] : [use];

/** The environment variable that sets a flag, such as `MQTT_TUI_PASSWORD_FILE`. */
export const environmentName = (flag: Flag): string =>
  `MQTT_TUI_${flag.name.replaceAll('-', '_').toUpperCase()}`;

const allowedValues = (flag: Flag): string => {
  if (flag.type === 'qos') return '0 to 2';
  return flag.type === 'choice' ? flag.choices.join(', ') : '';
};

const defaultText = (flag: Flag): string => {
  if (flag.whenUnset !== undefined) return flag.whenUnset;
  return flag.type === 'boolean' ? '' : [flag.default ?? []].flat().join(' ');
};

/** What a flag does, with its possible values and its default. */
export const flagText = (flag: Flag): string => {
  const [allowed, byDefault] = [allowedValues(flag), defaultText(flag)];
  const notes = [allowed, byDefault === '' ? '' : `default: ${byDefault}`].filter(Boolean);
  return notes.length === 0 ? flag.description : `${flag.description} (${notes.join('; ')})`;
};
