import { compareNames } from '../../collections/name-order.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { MqttSession } from '../../session/session.ts';
import { count } from '../../format/count.ts';
import type { ActionContext } from '../action-context.ts';
import { asArgument } from '../../format/command-arguments.ts';
import { correspondents } from '../input/candidates.ts';
import type { KeyHere } from '../keys/handle-key.ts';
import { directCommand } from '../people/direct-command.ts';
import { roomPlaces } from '../rooms/actions.ts';
import { roomKeys } from '../rooms/keys.ts';
import { roomLabel } from '../rooms/room-name.ts';
import { goToConversation, goToTopic } from './go.ts';
import { type PaletteRow, paletteRow } from './row.ts';
import { nameOf } from './topic-names.ts';

const unreadOf = ({ reading: { unread } }: Room): string =>
  unread > 0 ? `${count(unread)} unread` : '';

/** The conversations: rooms by their names, direct ones by those of the people; each with the key that goes there. */
export const conversationRows = (
  { session, workspace }: Pick<ActionContext, 'session' | 'workspace'>,
  keys: readonly KeyHere[],
): readonly PaletteRow[] =>
  roomPlaces(workspace).flatMap((place, index) => {
    const { room } = place;
    const { topic } = room;
    if (place.session !== session) return [];
    return paletteRow({
      id: `room ${topic}`,
      kind: room instanceof DirectRoom ? 'person' : 'room',
      name: roomLabel(session, room),
      about: unreadOf(room),
      key: keys.find(({ binding }) => binding.run === roomKeys[index]?.run)?.key ?? '',
      choose: (context) => goToConversation(context, topic),
    });
  });

/** The people one can write to and has not: choosing one opens the conversation. */
export const personRows = (context: ActionContext): readonly PaletteRow[] => {
  const { chat } = context.session;
  const known = new Set(
    (chat?.conversations ?? []).flatMap((room) =>
      room instanceof DirectRoom ? [room.peer.user] : [],
    ),
  );
  return correspondents(context, { before: '', piece: '' })
    .filter(({ text }) => !known.has(text))
    .map(({ text, about }) =>
      paletteRow({
        kind: 'person',
        name: text,
        about,
        choose: (there) => {
          there.dispatch({ type: 'prompt-closed' });
          const problem = directCommand.run(there, asArgument(text));
          there.workspace.show(there.session);
          if (problem === undefined) there.dispatch({ type: 'pane-focused', pane: 'input' });
          else there.session.notify(problem);
        },
      }),
    );
};

/** A topic, or a branch without messages. */
export const topicRow = (node: TopicNode): PaletteRow =>
  paletteRow({
    id: `topic ${node.topic}`,
    kind: node.messages === 0 ? 'branch' : 'topic',
    name: nameOf(node),
    choose: (context) => goToTopic(context, node.topic),
  });

/** The bookmarked topics by name, those without a message yet included. */
export const bookmarkRows = ({ monitor }: MqttSession): readonly PaletteRow[] =>
  [...(monitor?.bookmarks.topics ?? [])].toSorted(compareNames).map((topic) => {
    const node = monitor?.tree.find(topic);
    return paletteRow({
      id: `topic ${topic}`,
      kind: node?.messages === 0 ? 'branch' : 'topic',
      name: node === undefined ? topic : nameOf(node),
      isBookmark: true,
      choose: (context) => goToTopic(context, topic),
    });
  });
