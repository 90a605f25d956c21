import { type ActionContext, findSlashCommand, type SlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

const commandOf = ({ tables }: ActionContext, line: string): SlashCommand | undefined => {
  const name = /^\/(?!\/)(\S*)/.exec(line)?.[1];
  return name === undefined ? undefined : findSlashCommand(tables.commands, name);
};

/** A sent line as the arrow keys recall it. */
export const recalledLine = (context: ActionContext, line: string): string =>
  commandOf(context, line)?.recalled(line) ?? line;

/** Whether a sent line may be saved to disk; private ones may not. */
const isPersistable = (context: ActionContext, state: UiState, line: string): boolean =>
  selectedRoom(context.session, state)?.isPrivate !== true &&
  commandOf(context, line)?.isSecret(line) !== true;

/** Saves a line to disk for the next start, unless it is private or the one before it. `before` is the state in which it was sent. */
export const rememberLine = (context: ActionContext, before: UiState, line: string): void => {
  if (line !== before.sent.at(-1) && isPersistable(context, before, line))
    context.terminal.remember(line);
};
