import { commands as programCommands } from '../../source/command-line/commands.ts';
import { exitCodes } from '../../source/command-line/exit-codes.ts';
import { type CommandName, environmentName, flagText } from '../../source/command-line/flag.ts';
import { flagsFor } from '../../source/command-line/flags.ts';
import { flagUsage } from '../../source/command-line/help-text.ts';
import { decoders } from '../../source/payload/decoders.ts';
import { sectionRows } from '../../source/ui/help/section-rows.ts';
import { filterHelp } from '../../source/ui/topics/filter-help.ts';
import { looks } from '../../source/ui/theme/theme.ts';
import { differingKeys } from './differing-keys.ts';
import { limits } from './limits.ts';
import './load-tsx.ts';
import { code, table } from './markdown.ts';

// The table of sheets contains their components.
const { tables } = await import('../../source/ui/tables.ts');

const keys = tables.sections
  .map((section) => {
    const rows = sectionRows(tables, section).map(({ keys: names, description }) => [
      names.split(', ').map(code).join(' '),
      description,
    ]);
    return `### ${section.title}\n\n${table(['key', 'does'], rows)}`;
  })
  .join('\n\n');

const commands = table(
  ['command', 'does'],
  [
    ...tables.commands.map(({ name, aliases, parameters, description }) => [
      [`/${name} ${parameters}`, ...aliases.map((alias) => `/${alias}`)].map(code).join(' '),
      description,
    ]),
    ['`//text`', 'say text that starts with a slash'],
  ],
);

const flagTable = (use: 'screen' | 'broker'): string =>
  table(
    ['flag', 'does', 'environment'],
    flagsFor(use).map((flag) => [
      code(flagUsage(flag)),
      flagText(flag),
      flag.isTypedOnly === true ? '' : code(environmentName(flag)),
    ]),
  );

/** The flags of a command that most others do not have. */
const ownFlags = (command: CommandName): string =>
  table(
    ['flag', 'does'],
    flagsFor(command)
      .filter(({ use }) => [command, 'print', 'publish'].includes(use))
      .map((flag) => [code(flagUsage(flag)), flagText(flag)]),
  );

/** The tables that pages ask for by name. */
export const generatedTables: Readonly<Record<string, string>> = {
  keys,
  looks: table(
    ['name', 'for'],
    Object.entries(looks).map(([name, about]) => [code(name), about]),
  ),
  commands,
  flags: flagTable('screen'),
  'broker-flags': flagTable('broker'),
  'program-commands': table(
    ['command', 'does'],
    programCommands.map(({ usage, description }) => [code(`mqtt-tui ${usage}`), description]),
  ),
  'sub-flags': ownFlags('sub'),
  'wait-flags': ownFlags('wait'),
  'pub-flags': ownFlags('pub'),
  'request-flags': ownFlags('request'),
  'clean-flags': ownFlags('clean'),
  'record-flags': ownFlags('record'),
  'replay-flags': ownFlags('replay'),
  filters: table(
    ['filter', 'shows'],
    filterHelp.map(([filter, shows]) => [filter.split(' ').map(code).join(' '), shows]),
  ),
  decoders: table(
    ['decoder', 'accepts', 'content types'],
    decoders.map(({ name, accepts, contentTypes = [] }) => [
      code(name),
      accepts,
      contentTypes.map(code).join(' '),
    ]),
  ),
  limits: limits(),
  'differing-keys': differingKeys(),
  'exit-codes': table(['exit code', 'means'], exitCodes),
};
