import type { ActionContext } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** Tells the room that is shown, or the person where none is. */
export const tell = ({ session, state }: ActionContext, text: string): void => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.notify(text);
  else room.tell(text, Date.now());
  session.clock.changedNow('rooms', 'conversation');
};
