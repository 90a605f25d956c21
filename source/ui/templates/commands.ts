import { slashCommand } from '../commands/slash-command.ts';
import { openTemplates } from './actions.ts';

/** The slash command of the templates. */
export const templatesCommand = slashCommand({
  name: 'templates',
  description: 'saved forms of the publish editor',
  needs: ['broker', 'publishing'],
  run: openTemplates,
});
