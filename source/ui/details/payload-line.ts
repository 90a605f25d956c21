import type { StoredMessage } from '../../model/stored-message.ts';
import { PayloadPreviews } from '../../payload/payload-previews.ts';
import type { MqttSession } from '../../session/session.ts';
import { chosenDecoder } from './state.ts';
import type { UiState } from '../ui-state.ts';

/** A message's payload on one line of at most about `limit` characters. */
export type PayloadLine = (message: StoredMessage, limit: number) => string;

const previews = new WeakMap<MqttSession, PayloadPreviews>();

const previewsOf = (session: MqttSession): PayloadPreviews => {
  const known = previews.get(session);
  if (known !== undefined) return known;
  const made = new PayloadPreviews(session.payloads, () =>
    session.clock.changed('topics', 'messages'),
  );
  previews.set(session, made);
  return made;
};

/** Shows payloads on one line, decoded as in the details. */
export const payloadLine = (session: MqttSession, state: Pick<UiState, 'details'>): PayloadLine => {
  const lines = previewsOf(session);
  return (message, limit) => lines.lineOf(message, limit, chosenDecoder(state, message.topic));
};
