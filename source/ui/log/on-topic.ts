import type { ActionContext, KeyBinding } from '../action-context.ts';

/** Whether a topic or branch is selected rather than a room. */
export const isOnTopic = ({ state }: ActionContext): boolean => state().selected?.kind === 'topic';

/** A key of a topic's log; in a room it does nothing, so that a sentence may start with it. */
export const inTopicLog = (
  binding: Pick<KeyBinding, 'keys' | 'description' | 'weight' | 'hint' | 'command' | 'run'>,
): KeyBinding => ({
  ...binding,
  description: `on a topic: ${binding.description}`,
  scope: 'log',
  isEnabled: isOnTopic,
});
