import { closestMatch } from 'leven';
import { printable } from '../../payload/printable.ts';
import { type ActionContext, findSlashCommand, type SlashCommand } from '../action-context.ts';
import { takeArgument } from '../../format/command-arguments.ts';

/** The command that was probably meant: a guess keeps more of the typed word than it changes. */
export const nearestCommand = (
  commands: readonly SlashCommand[],
  word: string,
): string | undefined => {
  const typed = word.toLowerCase();
  const all = commands.map(({ name }) => name);
  const options = { maxDistance: Math.min(2, typed.length - 1) };
  // The first letter is rarely the wrong one.
  const likely = all.filter((name) => name[0] === typed[0]);
  return closestMatch(typed, likely, options) ?? closestMatch(typed, all, options);
};

/** Runs `/name arguments`; returns one sentence if it could not. */
export const runCommand = (context: ActionContext, typed: string): string | undefined => {
  const { commands } = context.tables;
  const { first, rest } = takeArgument(typed.slice(1));
  const command = findSlashCommand(commands, first);
  if (command !== undefined) return command.run(context, rest);
  const nearest = first === '' ? undefined : nearestCommand(commands, first);
  const shown = printable(first, 50);
  const guess = nearest === undefined ? '.' : `; did you mean /${nearest}?`;
  return `There is no /${shown}${guess} /help lists the commands; //${shown} says it as text.`;
};
