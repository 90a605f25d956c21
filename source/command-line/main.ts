import packageJson from '../../package.json' with { type: 'json' };
import { helpText } from './help-text.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

const showVersion = ({ stdout }: Host): number => {
  stdout.write(`${packageJson.version}\n`);
  return 0;
};

const run = async (host: Host): Promise<number> => {
  // Asked for alone it need not wait for what reads the other flags, which takes longer to load than all else.
  if (host.argv.length === 1 && host.argv[0] === '--version') return showVersion(host);
  const { parseFlags } = await import('./parse-flags.ts');
  const { command, values } = parseFlags(host.argv, host.environment);
  if (command !== undefined && command !== 'broker')
    // Not quoted: it may be a URL with a password.
    throw new UsageError(
      'The only command is "broker", and no command at all opens the screen; a broker to connect to goes with --host or --url.',
    );
  if (values.isOn('help')) {
    host.stdout.write(helpText(command === 'broker' ? 'broker' : 'screen'));
    return 0;
  }
  if (values.isOn('version')) return showVersion(host);
  if (command === 'broker') {
    const { brokerCommand } = await import('./broker-command.ts');
    return brokerCommand(values, host);
  }
  const { screenCommand } = await import('./screen-command.ts');
  return screenCommand(values, host);
};

/** Runs the command line and resolves with the exit code: 0, 1 for a failure, 2 for a wrong command line. */
export const main = async (host: Host): Promise<number> => {
  try {
    return await run(host);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`mqtt-tui: ${error.message}\n`);
    return 2;
  }
};
