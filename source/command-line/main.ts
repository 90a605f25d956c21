import packageJson from '../../package.json' with { type: 'json' };
import { EndedBySignal } from './ended-by-signal.ts';
import type { CommandName } from './flag.ts';
import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import type { CommandLine } from './parse-flags.ts';
import type { Setup } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/** Runs a command and resolves with the exit code. */
type RunCommand<Command extends CommandName> = (
  values: FlagValues<Command>,
  host: Host,
  positionals: readonly string[],
  setup: Setup,
) => Promise<number>;

/** The module of each command, loaded when the command is called. */
const loaders: { readonly [Command in CommandName]: () => Promise<RunCommand<Command>> } = {
  screen: async () => (await import('./screen-command.ts')).screenCommand,
  watch: async () => (await import('./watch-command.ts')).watchCommand,
  broker: async () => (await import('./broker-command.ts')).brokerCommand,
  sub: async () => (await import('./sub-command.ts')).subCommand,
  wait: async () => (await import('./wait-command.ts')).waitCommand,
  pub: async () => (await import('./pub-command.ts')).pubCommand,
  request: async () => (await import('./request-command.ts')).requestCommand,
  clean: async () => (await import('./clean-command.ts')).cleanCommand,
  record: async () => (await import('./record-command.ts')).recordCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
  open: async () => (await import('./open-command.ts')).openCommand,
  config: async () => (await import('./config-command.ts')).configCommand,
  completions: async () => (await import('./completions-command.ts')).completionsCommand,
  man: async () => (await import('./man-command.ts')).manCommand,
};

const runCommand = async <Command extends CommandName>(
  { command, values, positionals }: CommandLine<Command>,
  host: Host,
  setup: Setup,
): Promise<number> => (await loaders[command]())(values, host, positionals, setup);

const showVersion = ({ stdout }: Host): number => {
  stdout.write(`${packageJson.version}\n`);
  return 0;
};

/** Says what config.toml sets for other servers than those in use. */
const sayLeftOut = ({ leftOut, values }: CommandLine & Setup, host: Host): void => {
  if (leftOut.length === 0 || ('quiet' in values && values.quiet)) return;
  const names = [...new Set(leftOut)].join(', ');
  host.stderr.write(
    `mqtt-tui: config.toml sets these for another server, so they are left out: ${names}.\n`,
  );
};

const run = async (host: Host): Promise<number> => {
  // On its own it need not wait for the flag parser, which takes longer to load than everything else.
  if (host.argv.length === 1 && host.argv[0] === '--version') return showVersion(host);
  const { readCommandLine } = await import('./read-command-line.ts');
  const commandLine = await readCommandLine(host);
  if (commandLine.values.help) {
    const { usageText } = await import('./help-text.ts');
    host.stdout.write(usageText(commandLine.command));
    return 0;
  }
  if (commandLine.values.version) return showVersion(host);
  sayLeftOut(commandLine, host);
  try {
    return await runCommand(commandLine, host, commandLine);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { withPlace } = await import('./config/with-place.ts');
    throw await withPlace(error, commandLine, host.home);
  }
};

/** Runs the command line and resolves with the exit code: 0, 1 for a failure, 2 for a wrong command line. */
export const main = async (host: Host): Promise<number> => {
  try {
    return await run(host);
  } catch (error) {
    if (error instanceof EndedBySignal) return error.exitCode;
    if (!(error instanceof UsageError)) throw error;
    // A .proto file or a file name may contain anything. Loaded only here: `--version` is answered sooner.
    const { printable } = await import('../payload/printable.ts');
    host.stderr.write(`mqtt-tui: ${printable(error.message)}\n`);
    return 2;
  }
};
