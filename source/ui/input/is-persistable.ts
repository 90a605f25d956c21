import { type ActionContext, findSlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

/** Whether a line that was typed in this state may stand on disk: nothing private does. */
export const isPersistable = (
  { session, tables }: ActionContext,
  state: UiState,
  text: string,
): boolean => {
  const name = /^\/(?!\/)(\S*)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return (
    selectedRoom(session, state)?.isPrivate !== true &&
    findSlashCommand(tables.commands, name)?.isSecret?.(text) !== true
  );
};
