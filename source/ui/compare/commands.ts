import { slashCommand } from '../commands/slash-command.ts';
import { compareHere, markMessage } from './actions.ts';

/** The slash command that marks a message for comparison. */
export const markCommand = slashCommand({
  name: 'mark',
  description: 'mark the selected message, or the newest, for comparison',
  needs: ['topics'],
  run: markMessage,
});

/** The slash command that compares two messages. */
export const compareCommand = slashCommand({
  name: 'compare',
  description: 'compare the selected message with the marked one, or with the previous one',
  needs: ['topics'],
  run: compareHere,
});
