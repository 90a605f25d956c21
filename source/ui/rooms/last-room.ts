import type { Room } from '../../model/room.ts';
import type { MqttSession } from '../../session/session.ts';
import type { UiState } from '../ui-state.ts';

/** The conversation shown, or while a topic is shown, the last one shown; otherwise the first one. */
export const lastRoom = ({ chat }: MqttSession, { lastRoom: topic }: UiState): Room | undefined =>
  (topic === undefined ? undefined : chat?.conversation(topic)) ?? chat?.conversations[0];
