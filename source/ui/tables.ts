import { slashCommands } from './commands/slash-commands.ts';
import type { ActionTables } from './action-context.ts';
import { helpSections } from './help/sections.ts';
import { keyBindings } from './keys/key-bindings.ts';

/** Every key and every slash command of the program. */
export const tables: ActionTables = {
  keys: keyBindings,
  sections: helpSections,
  commands: slashCommands,
};
