import { type ActionContext, findSlashCommand, type SlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

const commandOf = ({ tables }: ActionContext, line: string): SlashCommand | undefined => {
  const name = /^\/(?!\/)(\S*)/.exec(line)?.[1];
  return name === undefined ? undefined : findSlashCommand(tables.commands, name);
};

/** A line that was typed, as the arrow keys bring it back. */
export const recalledLine = (context: ActionContext, line: string): string =>
  commandOf(context, line)?.recalled(line) ?? line;

/** Whether a line that was typed in this state may stand on disk: nothing private does. */
export const isPersistable = (context: ActionContext, state: UiState, line: string): boolean =>
  selectedRoom(context.session, state)?.isPrivate !== true &&
  commandOf(context, line)?.isSecret(line) !== true;
