import { slashCommand } from '../commands/slash-command.ts';
import { openHelp } from './actions.ts';

/** The slash command that opens the help. */
export const helpCommand = slashCommand({
  name: 'help',
  description: 'keys and commands',
  needs: [],
  run: openHelp,
});
