import type { ActionContext } from './action-context.ts';
import { selectedRoom } from './topics/tree-list.ts';

/** The terminal reports that it got or lost the focus. */
export const handleFocus = (context: ActionContext, hasFocus: boolean): void => {
  if (context.session.chat !== undefined) context.session.chat.attention.reportsFocus = true;
  takeFocus(context, hasFocus);
};

/** The terminal got or lost the focus: what comes while it has none is unread. */
export const takeFocus = ({ session, state }: ActionContext, hasFocus: boolean): void => {
  session.clock.hasFocus = hasFocus;
  const attention = session.chat?.attention;
  if (attention === undefined || attention.hasFocus === hasFocus) return;
  attention.hasFocus = hasFocus;
  if (hasFocus) selectedRoom(session, state())?.markRead();
  session.clock.changedNow('rooms', 'conversation');
};
