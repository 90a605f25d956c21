import { generatePassphrase } from '../../chat/passphrase.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import type { ActionContext } from '../action-context.ts';
import { emptyLine } from '../widgets/line-editor.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/**
 * Asks for the passphrase of a private room. Without a salt the room is new: one is offered, and what is
 * typed instead is asked for twice.
 */
export const askForPassphrase = (
  { dispatch }: Pick<ActionContext, 'dispatch'>,
  topic: string,
  salt?: Buffer,
): undefined => {
  dispatch({
    type: 'prompt-opened',
    prompt: {
      kind: 'passphrase',
      line: emptyLine,
      room: topic,
      salt,
      generated: salt === undefined ? generatePassphrase() : undefined,
      first: undefined,
    },
  });
};

/** Asks for the passphrase if the room shown is locked; returns whether it is. The input box keeps its text. */
export const askIfLocked = (context: ActionContext): boolean => {
  const room = selectedRoom(context.session, context.state());
  if (!(room instanceof LockedRoom)) return false;
  askForPassphrase(context, room.topic, room.salt);
  return true;
};
