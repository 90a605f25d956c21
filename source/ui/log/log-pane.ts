import type { ActionContext } from '../action-context.ts';
import { logSource, roomForEntries } from './log-source.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';

/** What stands in the log pane, and in how many rows. */
export const logPane = ({
  session,
  state,
  boxes,
}: ActionContext): { readonly source: LogSource<LogRow>; readonly height: number } => {
  const log = boxes.inside('log');
  // On a narrow screen another pane may stand where the log will.
  const inside = roomForEntries(state(), log.rows === 0 ? boxes.inside(state().focus) : log);
  return { source: logSource(session, state(), inside.columns), height: Math.max(1, inside.rows) };
};
