import type { Flag, FlagUse } from './flag.ts';
import { flags } from './flags.ts';

const usage: Readonly<Record<FlagUse, string>> = {
  screen: 'mqtt-tui [flags]',
  broker: 'mqtt-tui broker [flags]',
  both: '',
};

/** A flag with its short form and what stands for its value: `-h, --host HOST`. */
export const flagUsage = (flag: Flag): string =>
  `${flag.short === undefined ? '    ' : `-${flag.short}, `}--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`;

/** The flags of a command, in the table's order. */
export const flagsFor = (use: FlagUse): readonly Flag[] =>
  flags.filter((flag) => flag.use === use || flag.use === 'both');

const columns = 34;

/** What `--help` prints. */
export const helpText = (use: 'screen' | 'broker'): string => {
  const rows = flagsFor(use).map((flag) => {
    const left = `  ${flagUsage(flag)}`;
    return left.length < columns
      ? left.padEnd(columns) + flag.does
      : `${left}\n${' '.repeat(columns)}${flag.does}`;
  });
  const intro =
    use === 'screen'
      ? 'Chat over MQTT and watch live topics of any MQTT broker.'
      : 'Run the embedded MQTT broker alone, in the foreground.';
  const commands =
    use === 'screen'
      ? '\nCommands\n  broker                          run the embedded broker alone; see mqtt-tui broker --help\n'
      : '';
  return `${intro}\n\nUsage\n  ${usage[use]}\n${commands}\nFlags\n${rows.join('\n')}\n\nEvery flag can be set in the environment, as MQTT_TUI_HOST or MQTT_TUI_NO_CHAT=1; lists are separated by commas.\n`;
};
