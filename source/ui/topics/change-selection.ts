import type { ActionContext } from '../action-context.ts';
import { selectedRoom, treeIndexOf, treeTop } from './tree-list.ts';
import type { Selection } from './state.ts';

/** Selects a room or a topic: the left pane scrolls to it, the right one shows it. */
export const changeSelection = (
  { session, state, dispatch, boxes }: ActionContext,
  selection: Selection,
): void => {
  const height = Math.max(1, boxes.inside('tree').rows);
  const top = treeTop(session, state(), height);
  selectedRoom(session, state())?.setShown(false);
  const index = treeIndexOf(session, selection);
  dispatch({
    type: 'selection-changed',
    selection,
    treeOffset: Math.max(0, Math.min(height - 1, index - top)),
  });
  selectedRoom(session, state())?.setShown(true);
  session.clock.changedNow('rooms', 'conversation');
  const node = selection.kind === 'topic' ? session.monitor?.tree.find(selection.topic) : undefined;
  if (node === undefined) return;
  session.monitor?.tree.view.keepShown(node);
  session.monitor?.openLog(node);
};
