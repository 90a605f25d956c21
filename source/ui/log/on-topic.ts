import type { ActionContext, KeyBinding } from '../action-context.ts';
import { modeOf } from '../ui-state.ts';

/** Whether the log shows messages of topics rather than a room. */
export const isOnTopic = ({ session, state }: ActionContext): boolean =>
  session.monitor !== undefined && state().selected?.kind !== 'room';

/** Whether there is a topic to act on: the selected one, or that of the message at the log's cursor. */
export const hasTopic = ({ state }: ActionContext): boolean => {
  const { selected, cursor } = state();
  return selected === undefined ? cursor !== undefined : selected.kind === 'topic';
};

/** Whether a letter that is no key begins a sentence: in the log of a room. */
export const beginsSentence = ({ state }: ActionContext): boolean =>
  modeOf(state()) === 'log' && state().selected?.kind === 'room';

/** A key of a topic's log; in a room it does nothing, so that a sentence may start with it. */
export const inTopicLog = (binding: Omit<KeyBinding, 'scope' | 'isEnabled'>): KeyBinding => ({
  ...binding,
  description: `on a topic: ${binding.description}`,
  scope: 'log',
  isEnabled: isOnTopic,
});
