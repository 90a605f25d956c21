import type { ActionContext } from './action-context.ts';
import { selectedRoom } from './topics/tree-list.ts';

/** Handles the terminal's report that it gained or lost focus. */
export const handleFocus = (context: ActionContext, hasFocus: boolean): void => {
  const { offeredChat } = context.session;
  if (offeredChat !== undefined) offeredChat.attention.reportsFocus = true;
  takeFocus(context, hasFocus);
};

/** Tells the session whether the terminal has focus: what arrives without it is unread. */
export const takeFocus = ({ session, state }: ActionContext, hasFocus: boolean): void => {
  session.clock.hasFocus = hasFocus;
  const attention = session.offeredChat?.attention;
  if (attention === undefined || attention.hasFocus === hasFocus) return;
  attention.hasFocus = hasFocus;
  if (hasFocus) selectedRoom(session, state())?.reading.markRead();
  session.clock.changedNow('rooms', 'conversation');
};
