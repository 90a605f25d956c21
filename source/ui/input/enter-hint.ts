import { LockedRoom } from '../../session/chat/locked-room.ts';
import type { ActionContext } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { textOf } from '../widgets/line-editor.ts';

/** What Enter does in the input box now, in a word or two; empty if it does nothing. */
export const whatEnterDoes = ({ session, state }: ActionContext): string => {
  const now = state();
  const text = textOf(now.input);
  if (now.begun !== undefined || /^\/(?!\/)/.test(text)) return 'run';
  if (selectedRoom(session, now) instanceof LockedRoom) return 'unlock';
  if (text.trim() === '' || now.selected === undefined || session.isReadOnly) return '';
  return now.selected.kind === 'room' ? 'say' : 'publish';
};
