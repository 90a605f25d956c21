import { stripVTControlCharacters } from 'node:util';
import type { Controls } from '../../source/ui/controls.ts';
import { logWindow } from '../../source/ui/log/log-window.ts';
import { logSource } from '../../source/ui/log/log-source.ts';

/** The rows of the log as they stand on the screen, without looks. */
export const logRows = ({ session, state, boxes }: Controls): string[] => {
  const { columns, rows } = boxes.inside('log');
  const source = logSource(session, state(), columns);
  return logWindow(source, state().anchor, rows).map(({ text }) => stripVTControlCharacters(text));
};
