import type { ActionContext } from '../action-context.ts';
import { logSource, roomForEntries } from './log-source.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';

/** The content of the log pane, and its height in rows. */
export const logPane = ({
  session,
  state,
  boxes,
}: ActionContext): { readonly source: LogSource<LogRow>; readonly height: number } => {
  const log = boxes.inside('log');
  // On a narrow screen another pane may be where the log will go.
  const inside = roomForEntries(state(), log.rows === 0 ? boxes.inside(state().focus) : log);
  return { source: logSource(session, state(), inside.columns), height: Math.max(1, inside.rows) };
};
