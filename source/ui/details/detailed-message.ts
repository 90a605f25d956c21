import type { StoredMessage } from '../../model/stored-message.ts';
import type { MqttSession } from '../../session/session.ts';
import { loggedNode } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';

/** The message at the log's cursor, otherwise the topic's newest; `undefined` if there is none. */
export const messageHere = (
  session: MqttSession,
  state: Pick<UiState, 'selected' | 'cursor'>,
): StoredMessage | undefined => {
  const node = loggedNode(session, state);
  if (node === undefined) return undefined;
  const pointed = state.cursor === undefined ? undefined : session.monitor?.log?.at(state.cursor);
  return pointed ?? session.monitor?.tree.last(node);
};

/** The message to show in detail; `undefined` while the details are hidden. */
export const detailedMessage = (
  session: MqttSession,
  state: Pick<UiState, 'selected' | 'cursor' | 'showsDetails'>,
): StoredMessage | undefined => (state.showsDetails ? messageHere(session, state) : undefined);
