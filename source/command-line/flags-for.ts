import { type CommandName, commandsOf, type Flag } from './flag.ts';
import { flags } from './flags.ts';

/** The flags of a command, in the table's order. */
export const flagsFor = (command: CommandName): readonly Flag[] =>
  flags.filter((flag) => commandsOf(flag).includes(command));
