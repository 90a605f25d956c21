import type { SlashCommand } from '../controls.ts';
import { openHelp } from './actions.ts';

/** The slash command that opens the help. */
export const helpCommand: SlashCommand = {
  name: 'help',
  aliases: [],
  usage: '',
  completes: 'none',
  does: 'keys and commands',
  run: openHelp,
};
