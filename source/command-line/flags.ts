import type { QoS } from '../mqtt/message.ts';
import {
  type CommandIn,
  type CommandName,
  commandsOf,
  type Flag,
  type FlagUse,
  isSetting,
} from './flag.ts';
import { configRows } from './flag-rows/config.ts';
import { connectionRows } from './flag-rows/connection.ts';
import { embeddedBrokerRows } from './flag-rows/embedded-broker.ts';
import { keptAndShownRows } from './flag-rows/kept-and-shown.ts';
import { printingRows } from './flag-rows/printing.ts';
import { publishingRows } from './flag-rows/publishing.ts';
import { recordingRows } from './flag-rows/recording.ts';
import { chatAndWatchingRows } from './flag-rows/chat-and-watching.ts';
import { scriptRows } from './flag-rows/scripts.ts';

/** Short forms are those of Mosquitto's tools, for flags that these have too. */
const rows = [
  ...printingRows,
  ...publishingRows,
  ...recordingRows,
  ...scriptRows,
  ...chatAndWatchingRows,
  ...connectionRows,
  ...keptAndShownRows,
  ...embeddedBrokerRows,
  ...configRows,
  {
    name: 'help',
    type: 'boolean',
    use: 'all',
    isTypedOnly: true,
    description: 'show this help',
  },
  {
    name: 'version',
    type: 'boolean',
    use: 'all',
    isTypedOnly: true,
    description: 'show the version',
  },
] as const satisfies readonly Flag[];

const all: readonly Flag[] = rows;

/** Every flag of every command: the parser, `--help`, completion, the manual page and docs/ read these rows. */
export const flags: readonly Flag[] = all.filter(({ isFileOnly }) => isFileOnly !== true);

const ofScreen = (flag: Flag): boolean => commandsOf(flag).includes('screen');

/**
 * Every key of config.toml that sets a flag, or is like one: once, also where commands differ in what they do with it,
 * as it is for the screen.
 */
export const settings: ReadonlyMap<string, Flag> = new Map(
  [...all.filter(ofScreen), ...all.filter((flag) => !ofScreen(flag))]
    .filter(isSetting)
    .filter(({ name }, index, keys) => keys.findIndex((other) => other.name === name) === index)
    .map((flag) => [flag.name, flag]),
);

/** The flags of a command, in the table's order. */
export const flagsFor = (command: CommandName): readonly Flag[] =>
  flags.filter((flag) => commandsOf(flag).includes(command));

/** The same with what can be set in config.toml alone. */
export const settingsFor = (command: CommandName): readonly Flag[] =>
  all.filter((flag) => commandsOf(flag).includes(command));

/** Whether a flag is about what the screen shows and how, whatever broker it shows. */
export const isAboutTheScreen = ({ use }: Flag): boolean => use === 'show';

/** Whether a flag is about a broker of the user's own and what it knows them by. */
export const isAboutTheBroker = ({ use, name }: Flag): boolean =>
  use === 'login' ||
  (use === 'connection' && name !== 'read-only') ||
  ['profile', 'host', 'ask-password', 'client-id', 'session-expiry'].includes(name);

/** Whether a flag is about one broker and what is done there, where several are open. */
export const isOfOneBroker = (flag: Flag): boolean =>
  isAboutTheBroker(flag) ||
  ['nick', 'room', 'topic', 'qos', 'no-chat', 'no-monitor'].includes(flag.name);

/** What is meant for one server, such as a password: where the broker listens, who logs in, and TLS. */
const aboutTheServer = new Set([
  'port',
  'username',
  'password',
  'password-file',
  'password-command',
  'ask-password',
  'ws-header',
  'connect-property',
  'cafile',
  'cert',
  'key',
  'key-password-file',
  'key-password-command',
  'alpn',
  'tls-version',
  'ciphers',
  'insecure',
]);

/** Whether a setting must not reach another server than the one that it was set for. */
export const isAboutTheServer = (name: string): boolean => aboutTheServer.has(name);

type Row = (typeof rows)[number];

type RowFor<Command, One = Row> = One extends Row
  ? Command extends CommandIn<One['use']>
    ? One
    : never
  : never;

type TypeOf<One> = One extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : One extends { readonly type: 'boolean' }
    ? boolean
    : One extends { readonly type: 'strings' }
      ? readonly string[]
      : One extends { readonly type: 'qos' }
        ? QoS
        : One extends { readonly type: 'string' }
          ? string
          : number;

type AlwaysSet = { readonly type: 'boolean' | 'strings' } | { readonly default: unknown };

/** Where values come from, in order of precedence: the file is what config.toml says outside of profiles. */
export const flagSources = ['typed', 'environment', 'profile', 'file', 'default'] as const;
export type FlagSource = (typeof flagSources)[number];

type ValuesOf<Command> = Command extends CommandName
  ? {
      readonly [One in RowFor<Command> as One['name']]: One extends AlwaysSet
        ? TypeOf<One>
        : TypeOf<One> | undefined;
    } & { readonly sourceOf: (name: RowFor<Command>['name']) => FlagSource }
  : never;

/**
 * The values of a command's flags by name, with defaults for flags that are not set; for a group of
 * commands, those of the flags that they share.
 */
export type FlagValues<Use extends FlagUse = 'all'> = ValuesOf<CommandIn<Use>>;
