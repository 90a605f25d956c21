import { commands } from './commands.ts';
import { type CommandName, environmentName, type Flag, flagText, isSetting } from './flag.ts';
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

/** Which flags the environment sets, with examples; empty if it sets none. */
const environmentNote = (name: CommandName): string => {
  const settable = flagsFor(name).filter((flag) => flag.isTypedOnly !== true);
  const typedOnly = flagsFor(name).filter((flag) => flag.isTypedOnly === true);
  const withValue = settable.find(({ type }) => type !== 'boolean');
  const aSwitch = settable.find(({ type }) => type === 'boolean');
  const examples = [
    ...(withValue === undefined ? [] : [environmentName(withValue)]),
    ...(aSwitch === undefined ? [] : [`${environmentName(aSwitch)}=1`]),
  ].join(' or ');
  if (examples === '') return '';
  const lists = settable.some(({ type }) => type === 'strings')
    ? String.raw`; separate the items of a list with commas (\, for a comma in one)`
    : '';
  const file = settable.some(isSetting)
    ? ' In config.toml each but --config and --profile has its key.'
    : '';
  return typedOnly.every(({ use }) => use === 'all')
    ? `\nEvery flag but ${typedOnly.map((flag) => `--${flag.name}`).join(' and ')} can be set in the environment, such as ${examples}${lists}.${file}\n`
    : `\nThese can be set in the environment, such as ${examples}: ${settable.map((flag) => flag.name).join(', ')}${lists}.${file}\n`;
};

/** What `--help` prints. */
export const usageText = (name: CommandName): string => {
  const { description = '', usage = '' } = commands.find((command) => command.name === name) ?? {};
  const rows = flagsFor(name).map((flag) => row(`  ${flagUsage(flag)}`, flagText(flag)));
  const list =
    name === 'screen'
      ? `\nCommands\n${commandList}\n\nEach has its own help: mqtt-tui sub --help\n`
      : '';
  return `${asSentence(description)}\n\nUsage\n  mqtt-tui ${usage}\n${list}\nFlags\n${rows.join('\n')}\n${environmentNote(name)}`;
};
