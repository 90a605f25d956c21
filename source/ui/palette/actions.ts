import type { ActionContext, KeyBinding, SlashCommand } from '../action-context.ts';
import { unmetNeed } from '../commands/slash-command.ts';
import { notifying } from '../keys/key-binding.ts';
import { type KeyHere, keysHere } from '../keys/handle-key.ts';
import { roomKeys } from '../rooms/keys.ts';
import { editedLine, textOf } from '../widgets/line-editor.ts';
import { type PaletteRow, paletteRow } from './row.ts';
import { jumpCommand } from './commands.ts';

/** The panes, as their keys are told from those of this place. */
const panes = { tree: 'in the tree', log: 'in the log', details: 'in the details' } as const;

const paneOf = ({ scope }: KeyBinding): string | undefined =>
  scope === 'tree' || scope === 'log' || scope === 'details' ? panes[scope] : undefined;

/** Whether a command does nothing without an argument: `[TEXT]` may be left out. */
const needsArgument = ({ parameters }: Pick<SlashCommand, 'parameters'>): boolean => {
  const fewer = parameters.replaceAll(/\[[^[\]]*\]/g, '');
  // What may be left out can be part of something else that may.
  return fewer === parameters ? fewer.trim() !== '' : needsArgument({ parameters: fewer });
};

/** Puts a command into the input box, where its arguments can be typed. */
const prepare = ({ state, dispatch }: ActionContext, { name }: SlashCommand): void => {
  const { input } = state();
  // Ctrl+Y brings back what was being written.
  const killed = textOf(input) || input.killed;
  dispatch({ type: 'pane-focused', pane: 'input' });
  dispatch({ type: 'line-edited', line: editedLine(`/${name} `, killed) });
};

/** A command with its key: the one that does the same here, or else in a pane. */
const commandRow = (
  command: SlashCommand,
  here: readonly KeyHere[],
  keys: readonly KeyBinding[],
): PaletteRow => {
  const { name, parameters, description } = command;
  const leads = (binding: KeyBinding): boolean => binding.command === name;
  const applies = here.find(({ binding }) => leads(binding));
  const elsewhere = keys.find((binding) => leads(binding) && paneOf(binding) !== undefined);
  return paletteRow({
    kind: 'command',
    name: `/${name}`,
    after: parameters,
    about: description,
    key: applies?.key ?? elsewhere?.keys[0] ?? '',
    where: applies === undefined && elsewhere !== undefined ? (paneOf(elsewhere) ?? '') : '',
    choose: (context) => {
      if (applies !== undefined) {
        applies.binding.run(context);
        return;
      }
      context.dispatch({ type: 'prompt-closed' });
      if (needsArgument(command)) prepare(context, command);
      else notifying(command.run)(context);
    },
  });
};

/** What a command can be set to, one row for each choice; one of them it is set to now. */
const choiceRows = (context: ActionContext, command: SlashCommand): readonly PaletteRow[] => {
  const chosen = command.chosen(context);
  return command.choices.map((choice) =>
    paletteRow({
      kind: 'setting',
      name: `/${command.name} ${choice}`,
      after: choice === chosen ? '(now)' : '',
      about: command.description,
      choose: notifying((there) => command.run(there, choice)),
    }),
  );
};

/** A key that no command stands for. */
const keyRow = (
  context: ActionContext,
  { description, setting, run }: KeyBinding,
  key: string,
  where = '',
): PaletteRow =>
  paletteRow({
    kind: setting === undefined ? 'key' : 'setting',
    name: description,
    after: setting === undefined ? '' : `(now ${setting(context)})`,
    key,
    where,
    choose: run,
  });

/** The settings of other panes: what changes how things are shown can be changed from everywhere. */
const settingsElsewhere = (
  context: ActionContext,
  keys: readonly KeyBinding[],
  here: readonly KeyHere[],
): readonly PaletteRow[] => {
  const known = new Set(here.map(({ binding }) => binding.run));
  return keys.flatMap((binding) => {
    if (binding.setting === undefined || known.has(binding.run)) return [];
    known.add(binding.run);
    return [keyRow(context, binding, binding.keys[0] ?? '', paneOf(binding))];
  });
};

/** The place where the palette was opened, as if it were closed. */
const beneath = (context: ActionContext): ActionContext => {
  const state = { ...context.state(), sheet: undefined };
  return { ...context, state: () => state };
};

/** The commands, the settings and the keys that apply at the place where the palette was opened. */
export const actionRows = (
  context: ActionContext,
): { readonly here: readonly KeyHere[]; readonly rows: readonly PaletteRow[] } => {
  const { session, tables } = context;
  const here = keysHere(beneath(context));
  const commands = tables.commands.filter(
    (command) => command !== jumpCommand && unmetNeed(session, command.needs) === undefined,
  );
  const named = new Set(['jump', ...commands.map(({ name }) => name)]);
  const rooms = new Set(roomKeys.map(({ run }) => run));
  const keys = here.filter(
    ({ binding }) => !named.has(binding.command ?? '') && !rooms.has(binding.run),
  );
  return {
    here,
    rows: [
      ...commands.map((command) => commandRow(command, here, tables.keys)),
      ...commands.flatMap((command) => choiceRows(context, command)),
      ...settingsElsewhere(context, tables.keys, here),
      ...keys.map(({ binding, key }) => keyRow(context, binding, key)),
    ],
  };
};
