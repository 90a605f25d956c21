import type { Controls } from '../controls.ts';
import { activeLine } from '../ui-state.ts';

/** For a key: does something, and tells why it could not. */
export const told =
  (run: (controls: Controls) => string | undefined) =>
  (controls: Controls): void => {
    const problem = run(controls);
    if (problem !== undefined) controls.session.notify(problem);
  };

/** Whether something stands in the line that is being typed. */
export const hasText = ({ state }: Controls): boolean => {
  const line = activeLine(state());
  return line !== undefined && line.characters.length > 0;
};

/** Whether candidates of a completion are offered. */
export const isChoosing = ({ state }: Controls): boolean => state().completion !== undefined;

/** Whether what was typed is being searched. */
export const isSearchingHistory = ({ state }: Controls): boolean =>
  state().prompt?.kind === 'history';
