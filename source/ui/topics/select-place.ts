import type { Controls } from '../controls.ts';
import { selectedRoom, treeIndexOf, treeTop } from './tree-list.ts';
import type { Place } from './state.ts';

/** Selects a room or a topic: the left pane scrolls to it, the right one shows it. */
export const selectPlace = ({ session, state, dispatch, boxes }: Controls, place: Place): void => {
  const height = Math.max(1, boxes.inside('tree').rows);
  const top = treeTop(session, state(), height);
  selectedRoom(session, state())?.setShown(false);
  const index = treeIndexOf(session, place);
  dispatch({
    type: 'place-selected',
    place,
    treeOffset: Math.max(0, Math.min(height - 1, index - top)),
  });
  selectedRoom(session, state())?.setShown(true);
  session.clock.changedNow('rooms', 'conversation');
  const node = place.kind === 'topic' ? session.monitor?.tree.find(place.topic) : undefined;
  if (node !== undefined) session.monitor?.look(node);
};
