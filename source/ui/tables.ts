import { slashCommands } from './commands/slash-commands.ts';
import type { Tables } from './controls.ts';
import { keyBindings } from './keys/key-bindings.ts';

/** Every key and every slash command of the program. */
export const tables: Tables = { keys: keyBindings, commands: slashCommands };
