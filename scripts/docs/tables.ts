import { commands as programCommands } from '../../source/command-line/commands.ts';
import { exitCodes } from '../../source/command-line/exit-codes.ts';
import {
  type CommandName,
  commandsOf,
  environmentName,
  type Flag,
  flagText,
  isSetting,
} from '../../source/command-line/flag.ts';
import { flagsFor, settings, settingsFor } from '../../source/command-line/flags.ts';
import { flagUsage } from '../../source/command-line/help-text.ts';
import { decoders } from '../../source/payload/decoders.ts';
import { sectionRows } from '../../source/ui/help/section-rows.ts';
import { namedActions } from '../../source/ui/keys/named-actions.ts';
import { presetNames } from '../../source/ui/keys/presets/presets.ts';
import { filterHelp } from '../../source/ui/topics/filter-help.ts';
import { looks } from '../../source/ui/theme/theme.ts';
import { differingKeys } from './differing-keys.ts';
import { limits } from './limits.ts';
import './load-tsx.ts';
import { code, table } from './markdown.ts';

// The table of sheets contains their components.
const { tables } = await import('../../source/ui/tables.ts');
const { boundKeys } = await import('../../source/ui/keys/bound-keys.ts');

const keys = tables.sections
  .map((section) => {
    const rows = sectionRows(tables, section).map(({ keys: names, description }) => [
      names.split(', ').map(code).join(' '),
      description,
    ]);
    return `### ${section.title}\n\n${table(['key', 'does'], rows)}`;
  })
  .join('\n\n');

const cells = (names: readonly string[] = []): string => names.map(code).join(' ');

/** The names for `[keys]`, with the keys of each preset where they are others. */
const actionTables = (): string => {
  const presets = presetNames.map((preset) =>
    namedActions(boundKeys(tables.keys, { preset }).rows, tables.sections),
  );
  return [...namedActions(tables.keys, tables.sections)]
    .map(([place, named]) => {
      const rows = named.map(({ action, keys: own, description }) => {
        const others = presets.slice(1).map((preset) => {
          const found = preset.get(place)?.find((one) => one.action === action)?.keys;
          return cells(found) === cells(own) ? '' : cells(found);
        });
        return [code(action), cells(own), ...others, description];
      });
      return `### ${code(`[keys.${place}]`)}\n\n${table(['action', ...presetNames, 'does'], rows)}`;
    })
    .join('\n\n');
};

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

/** What a key of config.toml may be set to. */
const valuesOf = (flag: Flag): string => {
  switch (flag.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'number':
      return `${flag.range[0]} to ${flag.range[1]}`;
    case 'qos':
      return '0 to 2';
    case 'choice':
    case 'string':
      return 'text';
    case 'strings':
      return flag.isFileOnly === true ? 'list of words' : 'list of texts';
  }
};

const keyRow = (flag: Flag): string[] => [code(flag.name), valuesOf(flag), flagText(flag)];

const screenSettings = settingsFor('screen').filter(isSetting);

/** The keys of config.toml that the screen does not use, with the commands that do. */
const keysOfCommands = [...settings.values()]
  .filter(({ name }) => screenSettings.every((flag) => flag.name !== name))
  .map((flag) => [...keyRow(flag), commandsOf(flag).map(code).join(' ')]);

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
  'key-actions': actionTables(),
  keys,
  looks: table(
    ['name', 'for'],
    Object.entries(looks).map(([name, about]) => [code(name), about]),
  ),
  commands,
  flags: flagTable('screen'),
  'broker-flags': flagTable('broker'),
  'config-keys': table(['key', 'takes', 'does'], screenSettings.map(keyRow)),
  'config-keys-of-commands': table(['key', 'takes', 'does', 'command'], keysOfCommands),
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
