import { LockedRoom } from '../../session/chat/locked-room.ts';
import type { MqttSession } from '../../session/session.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { ActionContext } from '../action-context.ts';
import { modeOf } from '../ui-state.ts';
import { textOf } from '../widgets/line-editor.ts';

const isOffline = ({ recording, isEmpty, status: { state } }: MqttSession): boolean =>
  recording === undefined &&
  !isEmpty &&
  (state === 'waiting' || state === 'refused' || state === 'idle');

/** Whether Enter would connect: there is no connection, and nothing to send or to unlock in the input box. */
export const retriesOnEnter = ({
  session,
  state,
}: Pick<ActionContext, 'session' | 'state'>): boolean =>
  isOffline(session) &&
  modeOf(state()) === 'input' &&
  state().begun === undefined &&
  textOf(state().input).trim() === '' &&
  !(selectedRoom(session, state()) instanceof LockedRoom);
