import { closestMatch } from 'leven';
import type { CommandName } from './flag.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

/** Runs a command and resolves with the exit code. `words` are its arguments that are no flags. */
export type RunCommand = (
  values: FlagValues,
  host: Host,
  words: readonly string[],
) => Promise<number>;

/** A row of the table of commands. */
export type Command = {
  readonly name: CommandName;
  /** As typed behind `mqtt-tui`. */
  readonly typed: string;
  /** The same with its arguments. */
  readonly usage: string;
  readonly description: string;
  /** How many arguments it takes at most that are no flags. */
  readonly words: number;
  /** Its own part of the program is loaded when it is called. */
  readonly load: () => Promise<RunCommand>;
};

/** What the program can be told to do: the dispatcher, the help, completion and docs/ read these rows. */
export const commands: readonly Command[] = [
  {
    name: 'screen',
    typed: '',
    usage: '[flags]',
    description: 'chat over MQTT and watch live topics of any MQTT broker',
    words: 0,
    load: async () => (await import('./screen-command.ts')).screenCommand,
  },
  {
    name: 'broker',
    typed: 'broker',
    usage: 'broker [flags]',
    description: 'run the embedded MQTT broker alone, in the foreground',
    words: 0,
    load: async () => (await import('./broker-command.ts')).brokerCommand,
  },
  {
    name: 'sub',
    typed: 'sub',
    usage: 'sub [flags] [FILTER…]',
    description: 'print the messages that topic filters match, for scripts',
    words: Infinity,
    load: async () => (await import('./sub-command.ts')).subCommand,
  },
  {
    name: 'pub',
    typed: 'pub',
    usage: 'pub -t TOPIC {-m TEXT | -f FILE | -l | -s | -n} [flags]',
    description: 'publish messages, for scripts',
    words: 0,
    load: async () => (await import('./pub-command.ts')).pubCommand,
  },
  {
    name: 'clean',
    typed: 'clean',
    usage: 'clean [flags] FILTER…',
    description: 'clear the retained messages that topic filters match',
    words: Infinity,
    load: async () => (await import('./clean-command.ts')).cleanCommand,
  },
  {
    name: 'record',
    typed: 'record',
    usage: 'record [flags] FILE',
    description: 'write the messages that topic filters match into a file, one a line as JSON',
    words: 1,
    load: async () => (await import('./record-command.ts')).recordCommand,
  },
  {
    name: 'replay',
    typed: 'replay',
    usage: 'replay [flags] FILE',
    description: 'publish what was recorded again, with its timing',
    words: 1,
    load: async () => (await import('./replay-command.ts')).replayCommand,
  },
  {
    name: 'open',
    typed: 'open',
    usage: 'open [flags] FILE',
    description:
      'look at a recording on the screen as if it came from a broker, at any of its times',
    words: 1,
    load: async () => (await import('./open-command.ts')).openCommand,
  },
  {
    name: 'completions',
    typed: 'completions',
    usage: 'completions bash|zsh|fish',
    description: 'print the completion script of a shell',
    words: 1,
    load: async () => (await import('./completions-command.ts')).completionsCommand,
  },
  {
    name: 'man',
    typed: 'man',
    usage: 'man',
    description: 'print the manual page, for man -l -',
    words: 0,
    load: async () => (await import('./man-command.ts')).manCommand,
  },
];

const typedCommands = commands.filter(({ typed }) => typed !== '');

/** The row of a command; `undefined` stands for none, the screen. Throws `UsageError` with the nearest name. */
export const findCommand = (typed: string | undefined): Command => {
  const found = commands.find((command) => command.typed === (typed ?? ''));
  if (found !== undefined && typed !== '') return found;
  const names = typedCommands.map(({ name }) => name);
  const maxDistance = (typed ?? '').length < 3 ? 1 : 2;
  const nearest = closestMatch(typed ?? '', names, { maxDistance });
  const all = names.map((name) => `"${name}"`).join(', ');
  // What was typed is not quoted: it may be a URL with a password.
  throw new UsageError(
    nearest === undefined
      ? `There is no such command: they are ${all}, and none at all opens the screen; a broker to connect to goes with --host or --url.`
      : `There is no such command; did you mean "${nearest}"?`,
  );
};
