import type { SlashCommand } from '../action-context.ts';
import { openHelp } from './actions.ts';

/** The slash command that opens the help. */
export const helpCommand: SlashCommand = {
  name: 'help',
  aliases: [],
  parameters: '',
  completes: 'none',
  description: 'keys and commands',
  run: openHelp,
};
