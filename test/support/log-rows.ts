import { stripVTControlCharacters } from 'node:util';
import type { Controls } from '../../source/ui/controls.ts';
import { logWindow } from '../../source/ui/log/log-window.ts';
import { insideOf, logSource } from '../../source/ui/screen.ts';

/** The rows of the log as they stand on the screen, without looks. */
export const logRows = ({ session, state, screen }: Controls): string[] => {
  const { columns, rows } = insideOf(screen().layout, 'log');
  const source = logSource(session, state(), columns);
  return logWindow(source, state().anchor, rows).map(({ text }) => stripVTControlCharacters(text));
};
