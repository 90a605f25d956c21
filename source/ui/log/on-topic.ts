import type { ActionContext, KeyBinding } from '../action-context.ts';
import { modeOf } from '../ui-state.ts';

/** Whether a topic or branch is selected rather than a room. */
export const isOnTopic = ({ state }: ActionContext): boolean => state().selected?.kind === 'topic';

/** Whether a letter that is no key begins a sentence: in the log of a room. */
export const beginsSentence = ({ state }: ActionContext): boolean =>
  modeOf(state()) === 'log' && state().selected?.kind === 'room';

/** A key of a topic's log; in a room it does nothing, so that a sentence may start with it. */
export const inTopicLog = (
  binding: Pick<KeyBinding, 'keys' | 'description' | 'weight' | 'hint' | 'run'>,
): KeyBinding => ({
  ...binding,
  description: `on a topic: ${binding.description}`,
  scope: 'log',
  isEnabled: isOnTopic,
});
