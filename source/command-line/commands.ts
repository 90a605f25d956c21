import type { CommandName } from './flag.ts';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** A row of the table of commands. */
export type Command = {
  readonly name: CommandName;
  /** As typed after `mqtt-tui`. */
  readonly typed: string;
  /** The same with its arguments. */
  readonly usage: string;
  readonly description: string;
  /** The most arguments besides flags that it accepts. */
  readonly positionals: number;
};

/** The commands of the program: the dispatcher, the help, completion and docs/ read these rows. */
export const commands: readonly Command[] = [
  {
    name: 'screen',
    typed: '',
    usage: '[flags]',
    description: 'chat over MQTT and watch live topics of any MQTT broker',
    positionals: 0,
  },
  {
    name: 'watch',
    typed: 'watch',
    usage: 'watch [flags]',
    description: 'only watch live topics, without the chat',
    positionals: 0,
  },
  {
    name: 'broker',
    typed: 'broker',
    usage: 'broker [flags]',
    description: 'run only the embedded MQTT broker, in the foreground',
    positionals: 0,
  },
  {
    name: 'sub',
    typed: 'sub',
    usage: 'sub [flags] [FILTER…]',
    description: 'print the messages on topic filters, for scripts',
    positionals: Infinity,
  },
  {
    name: 'wait',
    typed: 'wait',
    usage: "wait [flags] 'TOPIC [.PATH] > VALUE'…",
    description: 'wait until topics meet conditions, for scripts',
    positionals: Infinity,
  },
  {
    name: 'pub',
    typed: 'pub',
    usage: 'pub -t TOPIC {-m TEXT | -f FILE | -l | -s | -n} [flags]',
    description: 'publish messages, for scripts',
    positionals: 0,
  },
  {
    name: 'request',
    typed: 'request',
    usage: 'request -t TOPIC {-m TEXT | -f FILE | -s | -n} [flags]',
    description: 'publish a request and print the response, for scripts',
    positionals: 0,
  },
  {
    name: 'clean',
    typed: 'clean',
    usage: 'clean [flags] FILTER…',
    description: 'clear the retained messages on topic filters',
    positionals: Infinity,
  },
  {
    name: 'record',
    typed: 'record',
    usage: 'record [flags] FILE',
    description: 'write the messages on topic filters to a file, as lines of JSON',
    positionals: 1,
  },
  {
    name: 'replay',
    typed: 'replay',
    usage: 'replay [flags] FILE',
    description: 'publish a recording again, with its original timing',
    positionals: 1,
  },
  {
    name: 'open',
    typed: 'open',
    usage: 'open [flags] FILE',
    description: 'open a recorded file on the screen as if a broker sent it, at any point in time',
    positionals: 1,
  },
  {
    name: 'config',
    typed: 'config',
    usage: 'config [edit | check | show [PROFILE] | keys | import FILE | schema | profiles]',
    description: 'print where config.toml is; edit or check it, show what is in force, import',
    positionals: 2,
  },
  {
    name: 'completions',
    typed: 'completions',
    usage: 'completions bash|zsh|fish',
    description: 'print the completion script of a shell',
    positionals: 1,
  },
  {
    name: 'man',
    typed: 'man',
    usage: 'man',
    description: 'print the manual page, for man -l -',
    positionals: 0,
  },
];

const typedCommands = commands.filter(({ typed }) => typed !== '');

/**
 * The row of a command; `undefined` is the screen, as is the name of a profile. Throws `UsageError` with the nearest
 * name.
 */
export const findCommand = (
  typed: string | undefined,
  profiles: readonly string[] = [],
): Command => {
  if (typed !== undefined && profiles.includes(typed)) return findCommand(undefined);
  const found = commands.find((command) => command.typed === (typed ?? ''));
  if (found !== undefined && typed !== '') return found;
  const names = typedCommands.map(({ name }) => name);
  const command = nearest(typed ?? '', names, (typed ?? '').length < 3 ? 1 : 2);
  const profile = command === undefined ? nearest(typed ?? '', profiles) : undefined;
  if (profile !== undefined)
    throw new UsageError(`There is no such command or profile; did you mean "${profile}"?`);
  const all = names.map((name) => `"${name}"`).join(', ');
  // What was typed is not quoted: it may be a URL with a password.
  throw new UsageError(
    command === undefined
      ? `There is no such command. The commands are ${all}; without one the screen opens, and --host or --url says which broker it connects to.`
      : `There is no such command; did you mean "${command}"?`,
  );
};
