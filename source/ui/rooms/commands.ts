import type { Person } from '../../model/people.ts';
import { printable } from '../../payload/printable.ts';
import { nickProblem } from '../../session/chat/nick.ts';
import { roomProblem } from '../../session/chat/room-topic.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls, SlashCommand } from '../controls.ts';
import { directCommand } from '../people/direct-command.ts';
import { devicesInWords } from '../devices/device-words.ts';
import { count, plural } from '../draw/figures.ts';
import { nameOf } from '../people/people-list.ts';
import { joinSecret, showInvite } from './secret.ts';
import { noChat, tell } from './tell.ts';
import { selectPlace } from '../topics/select-place.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { askIfLocked } from './unlock.ts';

/** Joins a room, or goes to it where it is joined. */
const join = (controls: Controls, text: string): string | undefined => {
  const { first: topic, rest } = takeArgument(text.trim());
  if (controls.session.chat === undefined) return noChat;
  if (topic === '') return 'Which room? /join ROOM';
  if (/^--(?:secret|invite)\b/.test(rest.trim())) {
    const problem = roomProblem(topic);
    return problem ?? joinSecret(controls, topic, rest.trim());
  }
  if (rest.trim() !== '')
    return `A room with blanks goes in double quotes: /join "${printable(text.trim())}".`;
  const problem = quoteProblem(text.trim()) ?? roomProblem(topic);
  if (problem !== undefined) return problem;
  controls.session.chat.join(topic);
  selectPlace(controls, { kind: 'room', topic });
  askIfLocked(controls);
  return undefined;
};

/** Leaves the room that is named, or the one that is shown. */
const part = (controls: Controls, text: string): string | undefined => {
  const { session, state } = controls;
  const topic = takeArgument(text.trim()).first || (selectedRoom(session, state())?.topic ?? '');
  if (session.chat === undefined) return noChat;
  if (topic === '') return 'Which room? /part ROOM';
  if (session.chat.conversation(topic) === undefined) return `You are not in ${printable(topic)}.`;
  session.chat.part(topic);
  const [next] = session.chat.rooms.keys();
  const wasShown = state().selected?.kind === 'room' && state().selected?.topic === topic;
  if (wasShown && next === undefined) controls.dispatch({ type: 'place-left' });
  else if (wasShown) selectPlace(controls, { kind: 'room', topic: next ?? '' });
  return undefined;
};

/** Says what one does: `* alice waves`. */
const act = ({ session, state }: Controls, text: string): string | undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) return 'Choose a room first: /me says what you do there.';
  if (text.trim() === '') return 'What do you do? /me waves';
  return session.chat?.say(room.topic, text, true);
};

/** Changes one's name. */
const rename = ({ session }: Controls, text: string): string | undefined => {
  const nick = text.trim();
  if (session.chat === undefined) return noChat;
  const problem = nickProblem(nick);
  if (problem === undefined) session.setNick(nick);
  return problem;
};

const awayInWords = ({ state, text }: Person): string => {
  if (state !== 'away') return '';
  return text === undefined ? ' (away)' : ` (away: ${printable(text, 200)})`;
};

/** How many names are listed: a stranger can invent any number, and the sentence is kept. */
const mostNamed = 100;

/** Lists who is in the room that is shown. */
const names = (controls: Controls): string | undefined => {
  const room = selectedRoom(controls.session, controls.state());
  if (room === undefined) return 'Choose a room first: /names lists who is in it.';
  const people = room.people.list();
  const named = people
    .slice(0, mostNamed)
    .map((person) => nameOf(person, room) + awayInWords(person));
  const more = people.length - named.length;
  tell(
    controls,
    people.length === 0
      ? 'Nobody is here that we know of.'
      : `${plural(people.length, 'person', 'people')}: ${named.join(', ')}${more === 0 ? '' : `, and ${count(more)} more`}`,
  );
  const devices = controls.state().showsDevices ? devicesInWords(controls.session) : undefined;
  if (devices !== undefined) tell(controls, devices);
  return undefined;
};

/** The slash commands about rooms and what is said in them. */
export const roomCommands: readonly SlashCommand[] = [
  {
    name: 'join',
    aliases: ['j'],
    usage: 'ROOM [--secret | --invite STRING]',
    completes: 'room',
    does: 'join a room, or go to it; --secret or an invite: encrypted end to end',
    isSecret: (text) => /\s--invite\b/.test(text),
    run: join,
  },
  {
    name: 'part',
    aliases: [],
    usage: '[ROOM]',
    completes: 'room',
    does: 'leave a room',
    run: part,
  },
  {
    name: 'invite',
    aliases: [],
    usage: '[salt]',
    completes: 'none',
    does: 'show and copy the invite of a private room; salt: one that needs the passphrase too',
    run: showInvite,
  },
  {
    name: 'me',
    aliases: [],
    usage: 'TEXT',
    completes: 'nick',
    does: 'say what you do: * alice waves',
    run: act,
  },
  directCommand,
  {
    name: 'nick',
    aliases: [],
    usage: 'NAME',
    completes: 'none',
    does: 'change your name',
    run: rename,
  },
  {
    name: 'names',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'who is in the room',
    run: names,
  },
];
