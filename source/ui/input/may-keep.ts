import { type Controls, findCommand } from '../controls.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

/** Whether a line that was typed in this state may stand on disk: nothing private does. */
export const mayKeep = ({ session, tables }: Controls, state: UiState, text: string): boolean => {
  const name = /^\/(?!\/)(\S*)/.exec(text)?.[1]?.toLowerCase() ?? '';
  return (
    selectedRoom(session, state)?.isPrivate !== true &&
    findCommand(tables.commands, name)?.isSecret?.(text) !== true
  );
};
