import type { Person } from '../../model/person.ts';
import { printable } from '../../payload/printable.ts';
import { nickProblem } from '../../session/chat/nick.ts';
import { SecretRoom } from '../../session/chat/secret-room.ts';
import { roomProblem } from '../../session/chat/room-problem.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { mentionable, oneOf, rooms } from '../input/candidates.ts';
import { directCommand } from '../people/direct-command.ts';
import { devicesInWords } from '../devices/device-words.ts';
import { count, plural } from '../../format/count.ts';
import { isVerified, nameOf } from '../people/people-list.ts';
import { checkMark } from '../people/shown-nick.ts';
import { joinSecret, showInvite } from './secret.ts';
import { onServer } from '../server-name.ts';
import { tell } from './tell.ts';
import { editedLine } from '../widgets/line-editor.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { askIfLocked } from './unlock.ts';

/** Asks for the name under which to join the chat: in one room, or in those that the session offers. */
const askForName = (context: ContextWith<'offered chat'>, topic?: string): undefined => {
  const { offeredChat } = context.session;
  context.dispatch({
    type: 'name-asked',
    form: {
      line: editedLine(context.state().suggestedName),
      ...(topic === undefined ? {} : { topics: [topic] }),
      joined: () => {
        const [first] = offeredChat.rooms.keys();
        const joined = topic ?? first;
        if (joined !== undefined) changeSelection(context, { kind: 'room', topic: joined });
        if (!askIfLocked(context)) context.dispatch({ type: 'pane-focused', pane: 'input' });
      },
    },
  });
};

/** Joins a room, or selects it if we are in it. */
const join = (context: ContextWith<'offered chat'>, text: string): string | undefined => {
  const { first: topic, rest } = takeArgument(text.trim());
  const isJoined = context.session.chat !== undefined;
  if (topic === '') return isJoined ? 'Which room? /join ROOM' : askForName(context);
  if (/^--(?:secret|invite)\b/.test(rest.trim())) {
    const problem = roomProblem(topic);
    if (problem !== undefined) return problem;
    return isJoined
      ? joinSecret(context, topic, rest.trim())
      : 'Join the chat with /join first, then the private room.';
  }
  if (rest.trim() !== '')
    return `A room with blanks goes in double quotes: /join "${printable(text.trim())}".`;
  const problem = quoteProblem(text.trim()) ?? roomProblem(topic);
  if (problem !== undefined) return problem;
  if (!isJoined) return askForName(context, topic);
  context.session.offeredChat.join(topic);
  changeSelection(context, { kind: 'room', topic });
  if (!askIfLocked(context)) context.dispatch({ type: 'pane-focused', pane: 'input' });
  return undefined;
};

const leave = (context: ContextWith<'chat'>, topic: string): void => {
  const { session, state } = context;
  session.chat.part(topic);
  const [next] = session.chat.rooms.keys();
  const wasShown = state().selected?.kind === 'room' && state().selected?.topic === topic;
  if (wasShown && next === undefined) changeSelection(context, undefined);
  else if (wasShown) changeSelection(context, { kind: 'room', topic: next ?? '' });
};

/** Leaves the given room, or the one shown; asks first where that loses a key. */
const part = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { workspace, session, state } = context;
  const topic = takeArgument(text.trim()).first || (selectedRoom(session, state())?.topic ?? '');
  if (topic === '') return 'Which room? /part ROOM';
  const room = session.chat.conversation(topic);
  if (room === undefined) return `You are not in ${printable(topic)}.`;
  if (room instanceof SecretRoom)
    context.dispatch({
      type: 'asked',
      question: {
        text: `Leave #${printable(topic, 100)}${onServer(workspace, session)}? Its key is forgotten: only its passphrase or an invite leads back.`,
        isTyped: true,
        yes: () => leave(context, topic),
      },
    });
  else leave(context, topic);
  return undefined;
};

/** Says what we do: `* alice waves`. */
const act = ({ session, state }: ContextWith<'chat'>, text: string): string | undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) return 'Choose a room first.';
  if (text.trim() === '') return 'What do you do? /me waves';
  return session.chat.send(room.topic, text, true);
};

/** Changes our nick. */
const rename = ({ session }: ContextWith<'chat'>, text: string): string | undefined => {
  const nick = text.trim();
  const problem = nickProblem(nick);
  if (problem === undefined) session.setNick(nick);
  return problem;
};

const stateInWords = ({ state, text, isQuiet }: Person): string => {
  if (isQuiet === true) return ' (not heard for 5 min)';
  if (state !== 'away') return '';
  return text === undefined ? ' (away)' : ` (away: ${printable(text, 200)})`;
};

/** How many nicks to list: a stranger can invent any number, and the sentence is kept. */
const mostNamed = 100;

/** Lists who is in the room shown. */
const names = (context: ContextWith<'chat'>): string | undefined => {
  const room = selectedRoom(context.session, context.state());
  if (room === undefined) return 'Choose a room first.';
  const people = room.people.list();
  const named = people.slice(0, mostNamed).map((person) => {
    const mark = isVerified(person, context.session.chat.attention) ? ` ${checkMark}` : '';
    return nameOf(person, room) + mark + stateInWords(person);
  });
  const more = people.length - named.length;
  tell(
    context,
    people.length === 0
      ? 'Nobody is known to be here.'
      : `${plural(people.length, 'person', 'people')}: ${named.join(', ')}${more === 0 ? '' : `, and ${count(more)} more`}`,
  );
  const devices = context.state().showsDevices ? devicesInWords(context.session) : undefined;
  if (devices !== undefined) tell(context, devices);
  return undefined;
};

/** The slash commands about rooms and what is said in them. */
export const roomCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'join',
    aliases: ['j'],
    parameters: 'ROOM [--secret | --invite STRING]',
    description: 'join a room, or go to it; --secret or an invite: encrypted end to end',
    needs: ['offered chat'],
    isSecret: (line) => /\s--invite\b/.test(line),
    recalled: (line) => line.replace(/(\s--invite)\s.*$/is, '$1'),
    complete: rooms,
    run: join,
  }),
  slashCommand({
    name: 'part',
    parameters: '[ROOM]',
    description: 'leave a room; asks first where its key would be lost',
    needs: ['chat'],
    complete: rooms,
    run: part,
  }),
  slashCommand({
    name: 'invite',
    parameters: '[salt]',
    description:
      'show and copy the invite to a private room; salt: one that needs the passphrase too',
    needs: ['chat'],
    complete: oneOf('salt'),
    run: showInvite,
  }),
  slashCommand({
    name: 'me',
    parameters: 'TEXT',
    description: 'say what you do: * alice waves',
    needs: ['chat', 'publishing'],
    complete: mentionable,
    run: act,
  }),
  directCommand,
  slashCommand({
    name: 'nick',
    parameters: 'NAME',
    description: 'change your name',
    needs: ['chat'],
    run: rename,
  }),
  slashCommand({
    name: 'names',
    description: 'who is in the room; ✓ for a verified key',
    needs: ['chat'],
    run: names,
  }),
];
