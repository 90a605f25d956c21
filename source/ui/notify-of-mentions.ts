import type { Workspace } from '../session/workspace.ts';
import { roomName } from './rooms/room-name.ts';
import { serverPrefix } from './server-name.ts';
import type { HeldTerminal } from './terminal/held-terminal.ts';
import { createNotifier, type DesktopForm } from './terminal/notifications.ts';

/** Notifies of mentions on every broker while the terminal is ours. */
export const notifyOfMentions = (
  workspace: Workspace,
  held: HeldTerminal,
  form: DesktopForm,
): void => {
  /** Shared by all brokers, so that together they do not ring more often than one. */
  const notified = { at: Number.NEGATIVE_INFINITY };
  workspace.each(({ session }) => {
    const { offeredChat: chat } = session;
    if (chat === undefined) return () => undefined;
    const notificationOf = createNotifier(chat.attention, form, notified);
    chat.onMention = (room, line) => {
      if (!held.isHeld) return;
      const { user } = line;
      const say = room.isPrivate ? undefined : line.say;
      const { isShown } = room.reading;
      const name = serverPrefix(workspace, session) + roomName(session, room);
      held.write(notificationOf({ room: name, user, say, isShown }, Date.now()));
    };
    return () => {
      chat.onMention = undefined;
    };
  });
};
