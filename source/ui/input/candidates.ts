import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { topicsStartingWith } from '../../model/topics-starting-with.ts';
import { printable } from '../../payload/printable.ts';
import { nickProblem } from '../../session/chat/nick.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ActionContext, Completer } from '../action-context.ts';
import { unmetNeed } from '../commands/slash-command.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { Candidate } from './state.ts';

/** How many topics to look at. */
const topicLimit = 100;

/** How many lines of a conversation to search for recent speakers. */
const linesRead = 500;

/** Candidates without a label. */
export const plainCandidates = (texts: Iterable<string>): Candidate[] =>
  Array.from(texts, (text) => ({ text, about: '' }));

/** Who spoke recently, newest first, judging by the newest lines; without us. */
const lastSpeakers = ({ lines }: Room): Set<string> => {
  const speakers = new Set<string>();
  const from = Math.max(lines.first, lines.end - linesRead);
  for (let position = lines.end - 1; position >= from; position -= 1) {
    const line = lines.at(position);
    if (line?.kind === 'said' && line.delivery === undefined) speakers.add(line.user);
  }
  return speakers;
};

const peopleOf = (session: MqttSession, room: Room | undefined): Candidate[] => {
  if (room === undefined) return [];
  const people = new Map(
    room.people
      .list()
      // A nick from the network may be anything.
      .filter(({ user }) => nickProblem(user) === undefined)
      .map((person) => [person.user, person.state]),
  );
  const spoke = [...lastSpeakers(room)].filter((user) => people.has(user));
  const own = session.chat?.nick;
  const names = new Set([...spoke, ...people.keys()].filter((user) => user !== own));
  if (own !== undefined && people.has(own)) names.add(own);
  return Array.from(names, (text) => ({
    text,
    about: text === own ? 'you' : people.get(text) === 'away' ? 'away' : '',
  }));
};

/** The people of the shown room: recent speakers, then the others by name, and us last. */
export const nicks: Completer = ({ session, state }) =>
  peopleOf(session, selectedRoom(session, state()));

/** The same people to speak of in a sentence: after `@`, their names with it. */
export const mentionable: Completer = (context, typed) => {
  const people = nicks(context, typed);
  return typed.piece.startsWith('@')
    ? people.map((person) => ({ ...person, text: `@${person.text}` }))
    : people;
};

/** Everyone to write to: the people of the shown room, then of the other rooms; without us. */
export const correspondents: Completer = ({ session, state }) => {
  const shown = selectedRoom(session, state());
  const others = [...(session.chat?.rooms.values() ?? [])];
  const all = new Map<string, Candidate>();
  // Direct messages do not go through private rooms.
  for (const room of [shown, ...others].filter((each) => each?.isPrivate === false))
    for (const candidate of peopleOf(session, room))
      if (candidate.text !== session.chat?.nick && !all.has(candidate.text))
        all.set(candidate.text, {
          ...candidate,
          about: room === shown ? candidate.about : `in ${printable(room?.topic ?? '', 50)}`,
        });
  return [...all.values()];
};

/** The rooms we are in. */
export const rooms: Completer = ({ session }) =>
  [...(session.chat?.rooms.values() ?? [])]
    // Nobody joins or leaves a direct conversation by its topic.
    .filter((room) => !(room instanceof DirectRoom))
    .map(({ topic, reading: { unread } }) => ({
      text: topic,
      about: unread > 0 ? `${unread} unread` : '',
    }));

/** The topics that begin with what was typed, level by level. */
export const topics: Completer = ({ session }, { piece }) => {
  const tree = session.monitor?.tree;
  return tree === undefined ? [] : plainCandidates(topicsStartingWith(tree, piece, topicLimit));
};

/** The commands that can run now, with their help texts and the keys that do the same from the input box. */
export const commandCandidates = ({
  session,
  tables: { commands, keys },
}: Pick<ActionContext, 'session' | 'tables'>): readonly Candidate[] =>
  commands
    .filter(({ needs }) => unmetNeed(session, needs) === undefined)
    .map(({ name, parameters, description }) => ({
      text: `${name} `,
      label: `/${name} ${parameters}`.trim(),
      about: description,
      key:
        keys.find(
          ({ command, scope }) => command === name && (scope === 'anywhere' || scope === 'always'),
        )?.keys[0] ?? '',
    }));

/** Always offers the same words. */
export const oneOf =
  (...words: readonly string[]): Completer =>
  () =>
    plainCandidates(words);
