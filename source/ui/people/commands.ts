import { ignoredLimit, type NotifyMode, notifyModes } from '../../model/attention.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { noChat, tell } from '../rooms/tell.ts';
import { takeArgument } from '../input/command-arguments.ts';
import type { Controls, SlashCommand } from '../controls.ts';
import { selectedRoom } from '../topics/tree-list.ts';

/** A text shown beside "away"; longer ones are cut by those who read them. */
const longestAway = 200;

/** Goes away, or says why; without a text it comes back where one was away. */
const away = (controls: Controls, text: string): string | undefined => {
  const { chat } = controls.session;
  if (chat === undefined) return noChat;
  const why = text.trim();
  if (why.length > longestAway) return `Say it in at most ${longestAway} characters.`;
  const isBack = why === '' && chat.awayText !== undefined;
  chat.setAway(isBack ? undefined : why);
  tell(
    controls,
    isBack ? 'You are back.' : `You are away${why === '' ? '' : `: ${why}`}. /away ends it.`,
  );
  return undefined;
};

const nameIn = (text: string): string => {
  const { first, rest } = takeArgument(text.trim());
  return rest.trim() === '' ? first : text.trim();
};

/** Does not show what somebody says from now on; without a name it lists who is ignored. */
const ignore = (controls: Controls, text: string): string | undefined => {
  const { session } = controls;
  if (session.chat === undefined) return noChat;
  const { attention, nick } = session.chat;
  const name = nameIn(text);
  if (name === '') {
    const names = attention.ignored.map((user) => printable(user, 100));
    tell(
      controls,
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
    controls,
    `What ${printable(name, 100)} says is not shown. /unignore ${printable(name, 100)} ends it.`,
  );
  return undefined;
};

/** Shows again what somebody says. */
const unignore = (controls: Controls, text: string): string | undefined => {
  const { chat } = controls.session;
  if (chat === undefined) return noChat;
  const name = nameIn(text);
  if (name === '') return 'Whom? /unignore NICK; /ignore lists who is ignored.';
  const shown = printable(name, 100);
  if (!chat.attention.unignore(name)) return `${shown} is not ignored; /ignore lists who is.`;
  tell(controls, `What ${shown} says is shown again.`);
  return undefined;
};

const setMuted = (controls: Controls, text: string, isMuted: boolean): string | undefined => {
  const { session, state } = controls;
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
    controls,
    isMuted
      ? `${name} is muted: it counts only mentions and notifies of nothing. /unmute ends it.`
      : `${name} is no longer muted.`,
  );
  return undefined;
};

/** A muted room counts only mentions and notifies of nothing. */
const mute = (controls: Controls, text: string): string | undefined =>
  setMuted(controls, text, true);

const unmute = (controls: Controls, text: string): string | undefined =>
  setMuted(controls, text, false);

const isMode = (text: string): text is NotifyMode =>
  (notifyModes as readonly string[]).includes(text);

/** Sets how a mention is told while the terminal has not the focus; without an argument it says how. */
const notify = (controls: Controls, text: string): string | undefined => {
  const { chat } = controls.session;
  if (chat === undefined) return noChat;
  const mode = text.trim().toLowerCase();
  const choices = notifyModes.join(', ');
  if (mode !== '' && !isMode(mode))
    return `There is no "${printable(mode, 50)}" to notify with: ${choices}.`;
  if (isMode(mode)) chat.attention.notify = mode;
  tell(controls, `A mention is told by: ${chat.attention.notify}. /notify takes ${choices}.`);
  return undefined;
};

/** The slash commands about people and about notifications. */
export const peopleCommands: readonly SlashCommand[] = [
  {
    name: 'away',
    aliases: [],
    usage: '[TEXT]',
    completes: 'none',
    does: 'be away until /away comes again; saying something does not end it',
    run: away,
  },
  {
    name: 'ignore',
    aliases: [],
    usage: '[NICK]',
    completes: 'nick',
    does: 'do not show what somebody says; alone, list who is ignored',
    run: ignore,
  },
  {
    name: 'unignore',
    aliases: [],
    usage: 'NICK',
    completes: 'nick',
    does: 'show it again',
    run: unignore,
  },
  {
    name: 'mute',
    aliases: [],
    usage: '[ROOM]',
    completes: 'room',
    does: 'count only mentions in a room, and notify of nothing',
    run: mute,
  },
  {
    name: 'unmute',
    aliases: [],
    usage: '[ROOM]',
    completes: 'room',
    does: 'count everything again',
    run: unmute,
  },
  {
    name: 'notify',
    aliases: [],
    usage: '[off|bell|desktop]',
    completes: 'none',
    does: 'how a mention is told while the terminal has not the focus',
    run: notify,
  },
];
