import type { Controls, KeyBinding } from '../controls.ts';

/** Whether a topic or branch is selected, and no room. */
export const isOnTopic = ({ state }: Controls): boolean => state().selected?.kind === 'topic';

/** A key of the log of a topic; in that of a room it does nothing, so that a sentence may begin with it. */
export const inTopicLog = (
  binding: Pick<KeyBinding, 'keys' | 'does' | 'run' | 'hint'>,
): KeyBinding => ({
  ...binding,
  does: `on a topic: ${binding.does}`,
  where: 'log',
  when: isOnTopic,
});
