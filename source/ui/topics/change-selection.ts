import type { ActionContext } from '../action-context.ts';
import { selectedRoom, treeIndexOf, treeTop } from './tree-list.ts';
import type { Selection } from './state.ts';

/**
 * Selects a room or a topic: the left pane scrolls to it, the right one shows it. `around` is how many rows
 * stay visible above and below it, if there are any and the pane is high enough.
 */
export const changeSelection = (
  { session, state, dispatch, boxes }: ActionContext,
  selection: Selection,
  around = 0,
): void => {
  const { rows } = boxes.inside('tree');
  const height = Math.max(1, rows);
  // A pane that was never on the screen may be of any height.
  const margin = rows === 0 ? around : Math.min(around, Math.floor((height - 1) / 2));
  const top = treeTop(session, state(), height);
  selectedRoom(session, state())?.reading.setShown(false);
  const index = treeIndexOf(session, selection);
  dispatch({
    type: 'selection-changed',
    selection,
    treeOffset: Math.max(margin, Math.min(height - 1 - margin, index - top)),
  });
  selectedRoom(session, state())?.reading.setShown(true);
  session.clock.changedNow('rooms', 'conversation');
  const node = selection.kind === 'topic' ? session.monitor?.tree.find(selection.topic) : undefined;
  if (node === undefined) return;
  session.monitor?.tree.view.branches.keepShown(node);
  session.monitor?.openLog(node);
};

/** Selects nothing: the right pane shows the messages of all topics. */
export const clearSelection = ({ session, dispatch }: ActionContext): void => {
  dispatch({ type: 'selection-cleared' });
  session.monitor?.openLog();
};
