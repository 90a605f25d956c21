import packageJson from '../../package.json' with { type: 'json' };
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

const showVersion = ({ stdout }: Host): number => {
  stdout.write(`${packageJson.version}\n`);
  return 0;
};

const run = async (host: Host): Promise<number> => {
  // Asked for alone it need not wait for what reads the other flags, which takes longer to load than all else.
  if (host.argv.length === 1 && host.argv[0] === '--version') return showVersion(host);
  const [{ parseFlags }, { commands, findCommand }] = await Promise.all([
    import('./parse-flags.ts'),
    import('./commands.ts'),
  ]);
  const { command, values, words } = parseFlags(host.argv, host.environment);
  if (values.isOn('help')) {
    const { usageText } = await import('./help-text.ts');
    host.stdout.write(usageText(command));
    return 0;
  }
  if (values.isOn('version')) return showVersion(host);
  const { load } = commands.find(({ name }) => name === command) ?? findCommand(undefined);
  return (await load())(values, host, words);
};

/** Runs the command line and resolves with the exit code: 0, 1 for a failure, 2 for a wrong command line. */
export const main = async (host: Host): Promise<number> => {
  try {
    return await run(host);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // A .proto file, or a name of a file, may have anything in it. Loaded only here: `--version` is answered sooner.
    const { printable } = await import('../payload/printable.ts');
    host.stderr.write(`mqtt-tui: ${printable(error.message)}\n`);
    return 2;
  }
};
