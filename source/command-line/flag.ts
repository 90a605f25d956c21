/** How a flag's value is read. */
export type FlagKind =
  | { readonly is: 'switch' }
  | { readonly is: 'text'; readonly mayBeEmpty?: boolean }
  | { readonly is: 'texts' }
  | { readonly is: 'whole'; readonly from: number; readonly to: number }
  /** Decimal, as 0.5. */
  | { readonly is: 'seconds'; readonly to: number }
  /** Decimal, as 0.5; of no unit. */
  | { readonly is: 'factor'; readonly to: number }
  | { readonly is: 'choice'; readonly of: readonly string[] };

/** What the program can be told to do; `screen` is what it does without a command. */
export type CommandName =
  | 'screen'
  | 'broker'
  | 'sub'
  | 'pub'
  | 'clean'
  | 'record'
  | 'replay'
  | 'open'
  | 'completions'
  | 'man';

const groups = {
  /** Commands that ask for a user name and password, or give them. */
  login: ['screen', 'broker', 'sub', 'pub', 'clean', 'record', 'replay'],
  /** Commands that connect to a broker. */
  connection: ['screen', 'sub', 'pub', 'clean', 'record', 'replay'],
  /** Those of them that open no screen. */
  script: ['sub', 'pub', 'clean', 'record', 'replay'],
  /** Commands that open the screen. */
  show: ['screen', 'open'],
  all: [
    'screen',
    'broker',
    'sub',
    'pub',
    'clean',
    'record',
    'replay',
    'open',
    'completions',
    'man',
  ],
} as const satisfies Readonly<Record<string, readonly CommandName[]>>;

/** Which commands take the flag: one, or a group of them. */
export type FlagUse = CommandName | keyof typeof groups;

const isGroup = (use: FlagUse): use is keyof typeof groups => Object.hasOwn(groups, use);

/** The commands that take a flag. */
export const commandsOf = ({ use }: Flag): readonly CommandName[] =>
  isGroup(use) ? groups[use] : [use];

/** A row of the table of flags. */
export type Flag = {
  /** As typed, without the dashes; `no-…` for what is on unless switched off. */
  readonly name: string;
  readonly short?: string;
  readonly kind: FlagKind;
  /** Stands for the value in the help. */
  readonly value?: string;
  readonly use: FlagUse;
  /** What it does, default included. */
  readonly description: string;
  /** It has to be typed: what is meant for one call must not lie in wait in the environment. */
  readonly isTypedOnly?: true;
};

/** The environment variable that stands for a flag, as `MQTT_TUI_PASSWORD_FILE`. */
export const environmentName = (flag: Flag): string =>
  `MQTT_TUI_${flag.name.replaceAll('-', '_').toUpperCase()}`;
