import type { MqttSession } from '../../session/session.ts';
import type { ActionContext } from '../action-context.ts';
import { paneIndexOf, treeTop } from './pane-list.ts';
import { selectedRoom } from './tree-list.ts';
import type { Selection } from './state.ts';

/**
 * Selects a room or a topic, or with `undefined` all topics: the left pane scrolls to it, the right one shows
 * it once the session is the current one. `around` is how many rows stay visible above and below it, if there
 * are any and the pane is high enough.
 */
export const changeSelection = (
  context: ActionContext,
  selection: Selection | undefined,
  around = 0,
): void => {
  const { session, workspace, state, dispatch, boxes } = context;
  const { rows } = boxes.inside('tree');
  const height = Math.max(1, rows);
  // A pane that was never on the screen may be of any height.
  const margin = rows === 0 ? around : Math.min(around, Math.floor((height - 1) / 2));
  const isCurrent = session === workspace.current;
  const here = isCurrent ? context : context.of(workspace.current);
  const top = treeTop(here, here.state(), height);
  if (isCurrent) selectedRoom(session, state())?.reading.setShown(false);
  const index = paneIndexOf(context, here.state(), selection);
  dispatch({
    type: 'selection-changed',
    selection,
    treeOffset: Math.max(margin, Math.min(height - 1 - margin, index - top)),
  });
  if (isCurrent) selectedRoom(session, state())?.reading.setShown(true);
  session.clock.changedNow('rooms', 'conversation');
  if (selection === undefined) {
    session.monitor?.openLog();
    return;
  }
  const node = selection.kind === 'topic' ? session.monitor?.tree.find(selection.topic) : undefined;
  if (node === undefined) return;
  session.monitor?.tree.view.branches.keepShown(node);
  session.monitor?.openLog(node);
};

/** Makes a session the current one with this selection; returns its context. */
export const goTo = (
  context: ActionContext,
  session: MqttSession,
  selection: Selection | undefined,
  around = 0,
): ActionContext => {
  const there = context.of(session);
  changeSelection(there, selection, around);
  context.workspace.show(session);
  return there;
};
