import { devices } from './device-commands.ts';
import { away, ignore, mute, notify, unignore, unmute } from './people-commands.ts';
import type { SlashCommand } from '../controls.ts';

/** The slash commands about people, and about what one wants to be told of. */
export const peopleCommands: readonly SlashCommand[] = [
  {
    name: 'away',
    aliases: [],
    usage: '[TEXT]',
    completes: 'none',
    does: 'be away until /away comes again; saying something does not end it',
    run: away,
  },
  {
    name: 'ignore',
    aliases: [],
    usage: '[NICK]',
    completes: 'nick',
    does: 'do not show what somebody says; alone, list who is ignored',
    run: ignore,
  },
  {
    name: 'unignore',
    aliases: [],
    usage: 'NICK',
    completes: 'nick',
    does: 'show it again',
    run: unignore,
  },
  {
    name: 'mute',
    aliases: [],
    usage: '[ROOM]',
    completes: 'room',
    does: 'count only mentions in a room, and notify of nothing',
    run: mute,
  },
  {
    name: 'unmute',
    aliases: [],
    usage: '[ROOM]',
    completes: 'room',
    does: 'count everything again',
    run: unmute,
  },
  {
    name: 'notify',
    aliases: [],
    usage: '[off|bell|desktop]',
    completes: 'none',
    does: 'how a mention is told while the terminal has not the focus',
    run: notify,
  },
  {
    name: 'devices',
    aliases: [],
    usage: '[on|off]',
    completes: 'none',
    does: 'devices that publish their availability; on or off: whether they stand among the people',
    run: devices,
  },
];
