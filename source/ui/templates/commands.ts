import type { SlashCommand } from '../action-context.ts';
import { openTemplates } from './actions.ts';

/** The slash command of the templates. */
export const templatesCommand: SlashCommand = {
  name: 'templates',
  aliases: [],
  parameters: '',
  completes: 'none',
  description: 'forms of the publish editor that were saved',
  run: openTemplates,
};
