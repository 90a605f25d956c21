import { slashCommands } from './commands/slash-commands.ts';
import type { ActionTables } from './action-context.ts';
import { keyBindings } from './keys/key-bindings.ts';

/** Every key and every slash command of the program. */
export const tables: ActionTables = { keys: keyBindings, commands: slashCommands };
