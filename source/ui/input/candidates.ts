import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { treeOrders } from '../../model/tree-order.ts';
import { choiceText, decoderChoices } from '../../payload/decoder-choice.ts';
import { decoderNamed } from '../../payload/decoders.ts';
import { printable } from '../../payload/printable.ts';
import { nickProblem } from '../../session/chat/nick.ts';
import type { MqttSession } from '../../session/session.ts';
import type { ArgumentKind, SlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import type { Candidate } from './state.ts';

/** How many topics are looked at. */
const topicLimit = 100;

/** How many lines of a conversation tell who spoke last. */
const linesRead = 500;

const bare = (text: string): Candidate => ({ text, about: '' });

/** Who spoke, the last one first, as far as the newest lines tell; ourselves not. */
const lastSpeakers = ({ lines }: Room): Set<string> => {
  const speakers = new Set<string>();
  const from = Math.max(lines.first, lines.end - linesRead);
  for (let position = lines.end - 1; position >= from; position -= 1) {
    const line = lines.at(position);
    if (line?.kind === 'said' && line.delivery === undefined) speakers.add(line.user);
  }
  return speakers;
};

/** The people of a room: who spoke last comes first, then by name, and at the end ourselves. */
const nicks = (session: MqttSession, room: Room | undefined): Candidate[] => {
  if (room === undefined) return [];
  const people = new Map(
    room.people
      .list()
      // A name from the network may be anything.
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

/** Whom one can write to: the people of the room that is shown, then those of the other rooms; ourselves not. */
const persons = (session: MqttSession, state: UiState): Candidate[] => {
  const shown = selectedRoom(session, state);
  const others = [...(session.chat?.rooms.values() ?? [])];
  const all = new Map<string, Candidate>();
  // Direct messages go by way of no private room.
  for (const room of [shown, ...others].filter((each) => each?.isPrivate === false))
    for (const candidate of nicks(session, room))
      if (candidate.text !== session.chat?.nick && !all.has(candidate.text))
        all.set(candidate.text, {
          ...candidate,
          about: room === shown ? candidate.about : `in ${printable(room?.topic ?? '', 50)}`,
        });
  return [...all.values()];
};

const rooms = (session: MqttSession): Candidate[] =>
  [...(session.chat?.rooms.values() ?? [])]
    // Nobody joins or leaves a conversation between two by its topic.
    .filter((room) => !(room instanceof DirectRoom))
    .map(({ topic, unread }) => ({ text: topic, about: unread > 0 ? `${unread} unread` : '' }));

const decoderNames = (session: MqttSession): Candidate[] => [
  { text: 'auto', about: 'the one that fits' },
  ...decoderChoices(session.payloads.schemas).map((choice) => ({
    text: choiceText(choice),
    about: choice.argument === '' ? (decoderNamed(choice.name)?.takes ?? '') : '',
  })),
];

/** Every command, with what the help says of it. */
export const commandCandidates = (commands: readonly SlashCommand[]): readonly Candidate[] =>
  commands.map(({ name, parameters, description }) => ({
    text: `${name} `,
    label: `/${name} ${parameters}`.trim(),
    about: description,
  }));

/** What an argument of a kind may be; topics are those that begin with `start`. */
export const candidatesFor = (
  kind: ArgumentKind,
  start: string,
  session: MqttSession,
  state: UiState,
): readonly Candidate[] => {
  switch (kind) {
    case 'room':
      return rooms(session);
    case 'nick':
      return nicks(session, selectedRoom(session, state));
    case 'person':
      return persons(session, state);
    case 'filter':
      return Array.from(session.monitor?.subscriptions.keys() ?? [], bare);
    case 'topic':
      return session.monitor?.tree.topicsStartingWith(start, topicLimit).map(bare) ?? [];
    case 'decoder':
      return decoderNames(session);
    case 'series':
      return state.chart.series.map(({ topic, path }, index) => ({
        text: topic,
        about: `${index + 1} ${path.join('')}`,
      }));
    case 'watch':
      return (session.monitor?.watches.list ?? []).map(({ number, rule }) => ({
        text: String(number),
        about: `${rule.filter} ${rule.typed}`,
      }));
    case 'order':
      return treeOrders.map(bare);
    case 'exclude':
      return (session.monitor?.filters.excludes ?? []).map(bare);
    case 'none':
      return [];
  }
};
