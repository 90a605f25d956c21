import type { ActionContext } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { askToQuit } from './actions.ts';

const quit = (context: ActionContext): undefined => {
  if ((context.session.chat?.waiting ?? 0) > 0) askToQuit(context);
  else context.terminal.quit();
};

/** The slash command that quits; asks first if something is waiting to be sent. */
export const quitCommand = slashCommand({
  name: 'quit',
  aliases: ['q'],
  description: 'quit',
  needs: [],
  run: quit,
});
