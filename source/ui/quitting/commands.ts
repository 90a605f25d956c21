import type { Controls, SlashCommand } from '../controls.ts';
import { askToQuit } from './actions.ts';

const quit = (controls: Controls): undefined => {
  if ((controls.session.chat?.waiting ?? 0) > 0) askToQuit(controls);
  else controls.terminal.quit();
};

/** The slash command that quits; it asks first where something waits to be sent. */
export const quitCommand: SlashCommand = {
  name: 'quit',
  aliases: ['q'],
  usage: '',
  completes: 'none',
  does: 'quit',
  run: quit,
};
