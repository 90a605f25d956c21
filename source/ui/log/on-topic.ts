import type { ActionContext, KeyBinding } from '../action-context.ts';

/** Whether a topic or branch is selected, and no room. */
export const isOnTopic = ({ state }: ActionContext): boolean => state().selected?.kind === 'topic';

/** A key of the log of a topic; in that of a room it does nothing, so that a sentence may begin with it. */
export const inTopicLog = (
  binding: Pick<KeyBinding, 'keys' | 'description' | 'weight' | 'hint' | 'run'>,
): KeyBinding => ({
  ...binding,
  description: `on a topic: ${binding.description}`,
  scope: 'log',
  isEnabled: isOnTopic,
});
