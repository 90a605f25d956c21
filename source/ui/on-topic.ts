import type { Controls } from './controls.ts';

/** Whether a topic or branch is selected, and no room. */
export const isOnTopic = ({ state }: Controls): boolean => state().selected?.kind === 'topic';
