import type { Controls } from '../controls.ts';

/** Opens the help over whatever there is. */
export const openHelp = ({ dispatch }: Controls): undefined => {
  dispatch({ type: 'reading-changed', reading: { kind: 'help', top: 0 } });
};
