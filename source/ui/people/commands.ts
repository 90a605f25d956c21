import { ignoredLimit, type NotifyMode, notifyModes } from '../../model/attention.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { tell } from '../rooms/tell.ts';
import { takeArgument } from '../../format/command-arguments.ts';
import type { ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { nicks, rooms } from '../input/candidates.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** The longest text shown next to "away"; readers cut longer ones. */
const longestAway = 200;

/** Marks us as away, with a text if given; when we are away, no text means back. */
const away = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { chat } = context.session;
  const why = text.trim();
  if (why.length > longestAway) return `Use at most ${longestAway} characters.`;
  const isBack = why === '' && chat.awayText !== undefined;
  chat.setAway(isBack ? undefined : why);
  tell(
    context,
    isBack ? 'You are back.' : `You are away${why === '' ? '' : `: ${why}`}; /away ends it.`,
  );
  return undefined;
};

const nameIn = (text: string): string => {
  const { first, rest } = takeArgument(text.trim());
  return rest.trim() === '' ? first : text.trim();
};

/** Hides what somebody says from now on; without a nick, lists who is ignored. */
const ignore = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { session } = context;
  const { attention, nick } = session.chat;
  const name = nameIn(text);
  if (name === '') {
    const names = attention.ignored.map((user) => printable(user, 100));
    tell(
      context,
      names.length === 0
        ? 'Nobody is ignored; /ignore NICK hides what somebody says.'
        : `Ignored: ${names.join(', ')}`,
    );
    return undefined;
  }
  if (name === nick) return 'You cannot ignore yourself.';
  if (!attention.ignore(name))
    return `At most ${ignoredLimit} names can be ignored; /unignore one first.`;
  tell(
    context,
    `What ${printable(name, 100)} says is hidden; /unignore ${printable(name, 100)} shows it.`,
  );
  return undefined;
};

/** Shows again what somebody says. */
const unignore = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { chat } = context.session;
  const name = nameIn(text);
  if (name === '') return 'Which name? /unignore NICK; /ignore lists who is ignored.';
  const shown = printable(name, 100);
  if (!chat.attention.unignore(name)) return `${shown} is not ignored; /ignore lists who is.`;
  tell(context, `What ${shown} says is shown again.`);
  return undefined;
};

const setMuted = (
  context: ContextWith<'chat'>,
  text: string,
  isMuted: boolean,
): string | undefined => {
  const { session, state } = context;
  const topic = nameIn(text);
  const room: Room | undefined =
    topic === '' ? selectedRoom(session, state()) : session.chat.rooms.get(topic);
  if (room === undefined)
    return topic === ''
      ? `Which room? /${isMuted ? 'mute' : 'unmute'} ROOM`
      : `You are not in ${printable(topic)}.`;
  room.reading.isMuted = isMuted;
  session.chat.history?.setMuted(room);
  const name = `#${printable(room.topic, 200)}`;
  tell(
    context,
    isMuted
      ? `${name} is muted: only mentions count; /unmute ends it.`
      : `${name} is no longer muted.`,
  );
  return undefined;
};

const mute = (context: ContextWith<'chat'>, text: string): string | undefined =>
  setMuted(context, text, true);

const unmute = (context: ContextWith<'chat'>, text: string): string | undefined =>
  setMuted(context, text, false);

const isMode = (text: string): text is NotifyMode =>
  (notifyModes as readonly string[]).includes(text);

/** Sets how to notify of a mention; without an argument, says how. */
const notify = (context: ContextWith<'chat'>, text: string): string | undefined => {
  const { chat } = context.session;
  const mode = text.trim().toLowerCase();
  const choices = notifyModes.join(', ');
  if (mode !== '' && !isMode(mode))
    return `/notify takes ${choices}, not "${printable(mode, 50)}".`;
  if (isMode(mode)) chat.attention.notify = mode;
  tell(context, `Mentions notify by ${chat.attention.notify}; /notify takes ${choices}.`);
  return undefined;
};

/** The slash commands about people and notifications. */
export const peopleCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'away',
    parameters: '[TEXT]',
    description: 'mark yourself away; /away again ends it',
    needs: ['chat', 'publishing'],
    run: away,
  }),
  slashCommand({
    name: 'ignore',
    parameters: '[NICK]',
    description: 'hide what somebody says; alone: list who is ignored',
    needs: ['chat'],
    complete: nicks,
    run: ignore,
  }),
  slashCommand({
    name: 'unignore',
    parameters: 'NICK',
    description: 'undo /ignore',
    needs: ['chat'],
    complete: nicks,
    run: unignore,
  }),
  slashCommand({
    name: 'mute',
    parameters: '[ROOM]',
    description: 'count only mentions in a room, and do not notify',
    needs: ['chat'],
    complete: rooms,
    run: mute,
  }),
  slashCommand({
    name: 'unmute',
    parameters: '[ROOM]',
    description: 'undo /mute',
    needs: ['chat'],
    complete: rooms,
    run: unmute,
  }),
  slashCommand({
    name: 'notify',
    parameters: '[off|bell|desktop]',
    description: 'how to notify you of a mention while the terminal has no focus',
    needs: ['chat'],
    choices: notifyModes,
    run: notify,
  }),
];
