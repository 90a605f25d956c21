import { plural } from '../../format/count.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { lostWith } from '../quitting/lost-with.ts';
import { serverName } from '../server-name.ts';

/** Closes a session, and calls `left` when another one is on the screen; asks first where that loses what was said. */
export const leaveBroker = (
  { workspace, dispatch }: ActionContext,
  session: MqttSession,
  left?: () => void,
): void => {
  const name = serverName(session);
  const leave = (): void => {
    const leaving = workspace.disconnect(session);
    left?.();
    void leaving.then(() => workspace.current.notify(`Left ${name}.`));
  };
  const lost = lostWith(session);
  if (lost === 0) {
    leave();
    return;
  }
  dispatch({
    type: 'asked',
    question: {
      text: `Leave ${name}? ${plural(lost, 'sentence', 'sentences')} still waiting for the broker would be lost.`,
      isTyped: true,
      yes: leave,
    },
  });
};
