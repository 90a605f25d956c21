import type { ActionContext } from './action-context.ts';
import { selectedRoom } from './topics/tree-list.ts';

/** Handles the terminal's report that it gained or lost focus. */
export const handleFocus = (context: ActionContext, hasFocus: boolean): void => {
  for (const { offeredChat } of context.workspace.sessions)
    if (offeredChat !== undefined) offeredChat.attention.reportsFocus = true;
  takeFocus(context, hasFocus);
};

/** Tells the sessions whether the terminal has focus: what arrives without it is unread. */
export const takeFocus = (
  { workspace, session, state }: ActionContext,
  hasFocus: boolean,
): void => {
  workspace.schedule.hasFocus = hasFocus;
  for (const one of workspace.sessions) {
    const attention = one.offeredChat?.attention;
    if (attention === undefined || attention.hasFocus === hasFocus) continue;
    attention.hasFocus = hasFocus;
    if (hasFocus && one === session) selectedRoom(session, state())?.reading.markRead();
    one.clock.changedNow('rooms', 'conversation');
  }
};
