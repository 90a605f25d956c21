import { ignoredLimit, type NotifyMode, notifyModes } from '../../model/attention.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { noChat, tell } from '../rooms/tell.ts';
import { takeArgument } from '../input/command-arguments.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** A text shown beside "away"; longer ones are cut by those who read them. */
const longestAway = 200;

/** Goes away, or says why; without a text it comes back where one was away. */
const away = (context: ActionContext, text: string): string | undefined => {
  const { chat } = context.session;
  if (chat === undefined) return noChat;
  const why = text.trim();
  if (why.length > longestAway) return `Say it in at most ${longestAway} characters.`;
  const isBack = why === '' && chat.awayText !== undefined;
  chat.setAway(isBack ? undefined : why);
  tell(
    context,
    isBack ? 'You are back.' : `You are away${why === '' ? '' : `: ${why}`}. /away ends it.`,
  );
  return undefined;
};

const nameIn = (text: string): string => {
  const { first, rest } = takeArgument(text.trim());
  return rest.trim() === '' ? first : text.trim();
};

/** Does not show what somebody says from now on; without a name it lists who is ignored. */
const ignore = (context: ActionContext, text: string): string | undefined => {
  const { session } = context;
  if (session.chat === undefined) return noChat;
  const { attention, nick } = session.chat;
  const name = nameIn(text);
  if (name === '') {
    const names = attention.ignored.map((user) => printable(user, 100));
    tell(
      context,
      names.length === 0
        ? 'Nobody is ignored. /ignore NICK does it.'
        : `Ignored: ${names.join(', ')}`,
    );
    return undefined;
  }
  if (name === nick) return 'That is you; somebody else can be ignored.';
  if (!attention.ignore(name))
    return `At most ${ignoredLimit} names can be ignored; /unignore one first.`;
  tell(
    context,
    `What ${printable(name, 100)} says is not shown. /unignore ${printable(name, 100)} ends it.`,
  );
  return undefined;
};

/** Shows again what somebody says. */
const unignore = (context: ActionContext, text: string): string | undefined => {
  const { chat } = context.session;
  if (chat === undefined) return noChat;
  const name = nameIn(text);
  if (name === '') return 'Whom? /unignore NICK; /ignore lists who is ignored.';
  const shown = printable(name, 100);
  if (!chat.attention.unignore(name)) return `${shown} is not ignored; /ignore lists who is.`;
  tell(context, `What ${shown} says is shown again.`);
  return undefined;
};

const setMuted = (context: ActionContext, text: string, isMuted: boolean): string | undefined => {
  const { session, state } = context;
  if (session.chat === undefined) return noChat;
  const topic = nameIn(text);
  const room: Room | undefined =
    topic === '' ? selectedRoom(session, state()) : session.chat.rooms.get(topic);
  if (room === undefined)
    return topic === ''
      ? `Which room? /${isMuted ? 'mute' : 'unmute'} ROOM`
      : `You are not in ${printable(topic)}.`;
  room.isMuted = isMuted;
  session.chat.history?.setMuted(room);
  const name = `#${printable(room.topic, 200)}`;
  tell(
    context,
    isMuted
      ? `${name} is muted: it counts only mentions and notifies of nothing. /unmute ends it.`
      : `${name} is no longer muted.`,
  );
  return undefined;
};

/** A muted room counts only mentions and notifies of nothing. */
const mute = (context: ActionContext, text: string): string | undefined =>
  setMuted(context, text, true);

const unmute = (context: ActionContext, text: string): string | undefined =>
  setMuted(context, text, false);

const isMode = (text: string): text is NotifyMode =>
  (notifyModes as readonly string[]).includes(text);

/** Sets how a mention is told while the terminal has not the focus; without an argument it says how. */
const notify = (context: ActionContext, text: string): string | undefined => {
  const { chat } = context.session;
  if (chat === undefined) return noChat;
  const mode = text.trim().toLowerCase();
  const choices = notifyModes.join(', ');
  if (mode !== '' && !isMode(mode))
    return `There is no "${printable(mode, 50)}" to notify with: ${choices}.`;
  if (isMode(mode)) chat.attention.notify = mode;
  tell(context, `A mention is told by: ${chat.attention.notify}. /notify takes ${choices}.`);
  return undefined;
};

/** The slash commands about people and about notifications. */
export const peopleCommands: readonly SlashCommand[] = [
  {
    name: 'away',
    aliases: [],
    parameters: '[TEXT]',
    completes: 'none',
    description: 'be away until /away comes again; saying something does not end it',
    run: away,
  },
  {
    name: 'ignore',
    aliases: [],
    parameters: '[NICK]',
    completes: 'nick',
    description: 'do not show what somebody says; alone, list who is ignored',
    run: ignore,
  },
  {
    name: 'unignore',
    aliases: [],
    parameters: 'NICK',
    completes: 'nick',
    description: 'show it again',
    run: unignore,
  },
  {
    name: 'mute',
    aliases: [],
    parameters: '[ROOM]',
    completes: 'room',
    description: 'count only mentions in a room, and notify of nothing',
    run: mute,
  },
  {
    name: 'unmute',
    aliases: [],
    parameters: '[ROOM]',
    completes: 'room',
    description: 'count everything again',
    run: unmute,
  },
  {
    name: 'notify',
    aliases: [],
    parameters: '[off|bell|desktop]',
    completes: 'none',
    description: 'how a mention is told while the terminal has not the focus',
    run: notify,
  },
];
