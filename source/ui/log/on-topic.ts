import type { ActionContext, KeyBinding } from '../action-context.ts';

/** Whether the log shows messages of topics rather than a room. */
export const isOnTopic = ({ session, state }: ActionContext): boolean =>
  session.monitor !== undefined && state().selected?.kind !== 'room';

/** A key of a topic's log; in a room it does nothing, so that a sentence may start with it. */
export const inTopicLog = (binding: Omit<KeyBinding, 'scope' | 'isEnabled'>): KeyBinding => ({
  ...binding,
  description: `on a topic: ${binding.description}`,
  scope: 'log',
  isEnabled: isOnTopic,
});
