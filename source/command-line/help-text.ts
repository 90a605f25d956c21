import { commands } from './commands.ts';
import { type CommandName, type Flag, flagText } from './flag.ts';
import { flagsFor } from './flags.ts';

/** A flag with its short form and its placeholder: `-h, --host HOST`. */
export const flagUsage = (flag: Flag): string =>
  `${flag.short === undefined ? '    ' : `-${flag.short}, `}--${flag.name}${flag.placeholder === undefined ? '' : ` ${flag.placeholder}`}`;

const columns = 34;

const row = (left: string, right: string): string =>
  left.length < columns ? left.padEnd(columns) + right : `${left}\n${' '.repeat(columns)}${right}`;

const asSentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const commandList = commands
  .filter(({ typed }) => typed !== '')
  .map(({ typed, description }) => row(`  ${typed}`, description))
  .join('\n');

const environmentNote = (name: CommandName): string => {
  if (flagsFor(name).every((flag) => flag.isTypedOnly !== true))
    return 'Every flag can be set in the environment, such as MQTT_TUI_HOST or MQTT_TUI_NO_CHAT=1; separate the items of a list with commas.';
  const settable = flagsFor(name).filter((flag) => flag.isTypedOnly !== true);
  return `These can be set in the environment, such as MQTT_TUI_HOST or MQTT_TUI_INSECURE=1: ${settable.map((flag) => flag.name).join(', ')}.`;
};

/** What `--help` prints. */
export const usageText = (name: CommandName): string => {
  const { description = '', usage = '' } = commands.find((command) => command.name === name) ?? {};
  const rows = flagsFor(name).map((flag) => row(`  ${flagUsage(flag)}`, flagText(flag)));
  const list =
    name === 'screen'
      ? `\nCommands\n${commandList}\n\nEach has its own help: mqtt-tui sub --help\n`
      : '';
  return `${asSentence(description)}\n\nUsage\n  mqtt-tui ${usage}\n${list}\nFlags\n${rows.join('\n')}\n\n${environmentNote(name)}\n`;
};
