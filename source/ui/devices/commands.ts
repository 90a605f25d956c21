import { printable } from '../../payload/printable.ts';
import { tell } from '../rooms/tell.ts';
import type { ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand, unmetNeed } from '../commands/slash-command.ts';

/** Opens the list of devices; `on` and `off` show or hide them in the people pane. */
const devices = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { session, dispatch } = context;
  const what = text.trim().toLowerCase();
  if (what === '')
    dispatch({ type: 'sheet-changed', sheet: { kind: 'devices', device: undefined, index: 0 } });
  else if (what !== 'on' && what !== 'off')
    return `/devices takes on or off, not "${printable(what, 50)}": whether to show them among the people. Alone, it lists them.`;
  else {
    // The list of devices works without the chat.
    const problem = unmetNeed(session, ['chat'], `/devices ${what}`);
    if (problem !== undefined) return problem;
    dispatch({ type: 'devices-shown', shows: what === 'on' });
    tell(
      context,
      what === 'on'
        ? 'Devices are shown below the people (from 120 columns) and in /names; /devices off hides them.'
        : 'Devices are no longer shown among the people; /devices lists them.',
    );
  }
  return undefined;
};

/** The slash commands for devices. */
export const deviceCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'devices',
    parameters: '[on|off]',
    description:
      'devices that publish their availability; on or off: show them among the people, or not',
    needs: ['topics'],
    choices: ['on', 'off'],
    chosen: ({ state }) => (state().showsDevices ? 'on' : 'off'),
    run: devices,
  }),
];
