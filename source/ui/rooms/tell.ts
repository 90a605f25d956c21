import type { ActionContext } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** Adds a text to the room shown, or shows it as a notice if there is none. */
export const tell = ({ session, state }: ActionContext, text: string): void => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.notify(text);
  else room.tell(text, Date.now());
  session.clock.changedNow('rooms', 'conversation');
};
