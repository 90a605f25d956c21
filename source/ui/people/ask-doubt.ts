import { DirectRoom } from '../../model/direct-room.ts';
import type { ActionContext } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/**
 * Asks whether to write in the direct conversation shown, if there is a doubt about who that is; returns
 * whether it asks. The input box keeps its text; `onYes` is called after a yes.
 */
export const askIfDoubtful = (context: ActionContext, onYes: () => void): boolean => {
  const { session, state, dispatch } = context;
  const room = selectedRoom(session, state());
  const doubt = session.chat?.direct.doubt(room);
  if (doubt === undefined || !(room instanceof DirectRoom)) return false;
  const { user } = room.peer;
  dispatch({
    type: 'asked',
    question: {
      text: `${doubt} Write here all the same?`,
      isTyped: true,
      yes: () => {
        room.consentTo = user;
        onYes();
      },
    },
  });
  return true;
};
