import type { Room } from '../../model/room.ts';
import type { RoomLine } from '../../model/room-line.ts';
import type { Hit } from '../../session/chat/rooms-search.ts';
import type { ActionContext } from '../action-context.ts';
import { pointAt } from '../log/actions.ts';
import { logPane } from '../log/log-source.ts';
import { changeSelection } from '../topics/change-selection.ts';

const placeOf = ({ lines }: Room, line: RoomLine): number | undefined => {
  for (let position = lines.end - 1; position >= lines.first; position -= 1)
    if (lines.at(position) === line) return position;
  return undefined;
};

/** The position of a hit in its room, which loads up to it if need be; `undefined` if it is no longer kept. */
const positionOf = (
  { session, dispatch }: ActionContext,
  { room, line, row }: Hit,
): number | undefined => {
  if (line !== undefined) {
    const loaded = placeOf(room, line);
    if (loaded !== undefined) return loaded;
  }
  const stored = row ?? (line?.kind === 'event' ? undefined : line?.row);
  const { chat } = session;
  const found =
    stored === undefined ? undefined : chat?.history?.reach(room, stored, chat.attention);
  if (found?.past !== undefined) dispatch({ type: 'past-opened', past: found.past });
  return found?.position;
};

/** Shows a hit in its room, with what was said before and after. */
export const goToHit = (context: ActionContext, hit: Hit, text: string): void => {
  const { session, state, dispatch } = context;
  const { topic } = hit.room;
  if (session.chat?.conversation(topic) !== hit.room) {
    session.notify('You have left the room of this line; /join enters it again.');
    return;
  }
  dispatch({ type: 'sheet-changed', sheet: undefined });
  if (state().selected?.kind !== 'room' || state().selected?.topic !== topic)
    changeSelection(context, { kind: 'room', topic });
  dispatch({ type: 'log-scrolled', anchor: undefined });
  const position = positionOf(context, hit);
  dispatch({ type: 'pane-focused', pane: 'log' });
  session.clock.changedNow('conversation');
  if (position === undefined) {
    session.notify('This line is no longer kept.');
    return;
  }
  // From here Ctrl+F goes on to older ones of this room.
  dispatch({ type: 'searched', text });
  const { source, height } = logPane(context);
  dispatch({
    type: 'log-scrolled',
    anchor: { position: Math.min(source.end - 1, position + Math.floor(height / 2)), hidden: 0 },
    end: source.end,
  });
  pointAt(context, position);
};
