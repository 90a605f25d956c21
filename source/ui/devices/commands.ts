import { printable } from '../../payload/printable.ts';
import { noChat, tell } from '../rooms/tell.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { deviceText } from './text.ts';

/** Opens the list of devices; `on` and `off` say whether they are shown among the people. */
const devices = (context: ActionContext, text: string): string | undefined => {
  const { session, dispatch } = context;
  const what = text.trim().toLowerCase();
  if (session.monitor === undefined)
    return 'Devices are found among the watched topics, which --no-monitor has switched off.';
  if (what === '') dispatch({ type: 'reading-changed', reading: { text: deviceText, top: 0 } });
  else if (what !== 'on' && what !== 'off')
    return `/devices shows them; /devices on or /devices off, not "${printable(what, 50)}", whether they stand among the people.`;
  else if (session.chat === undefined) return noChat;
  else {
    dispatch({ type: 'devices-shown', shows: what === 'on' });
    tell(
      context,
      what === 'on'
        ? 'Devices are shown below the people, beside the log (120 columns) and in /names. /devices off ends it.'
        : 'Devices are no longer shown among the people; /devices lists them.',
    );
  }
  return undefined;
};

/** The slash commands about devices. */
export const deviceCommands: readonly SlashCommand[] = [
  {
    name: 'devices',
    aliases: [],
    parameters: '[on|off]',
    completes: 'none',
    description:
      'devices that publish their availability; on or off: whether they stand among the people',
    run: devices,
  },
];
