import type { SlashCommand } from '../controls.ts';
import { openTemplates } from './actions.ts';

/** The slash command of the templates. */
export const templatesCommand: SlashCommand = {
  name: 'templates',
  aliases: [],
  usage: '',
  completes: 'none',
  does: 'forms of the publish editor that were saved',
  run: openTemplates,
};
