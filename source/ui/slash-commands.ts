import { closestMatch } from 'leven';
import type { QoS } from '../mqtt/message.ts';
import { topicFilterProblem, topicNameProblem } from '../mqtt/topic.ts';
import { printable } from '../payload/printable.ts';
import { roomProblem } from '../session/room-topic.ts';
import { nickProblem } from '../session/nick.ts';
import type { Controls } from './controls.ts';
import { plural } from './figures.ts';
import { searchOlder } from './log-actions.ts';
import { selectPlace } from './select-place.ts';
import { selectedRoom } from './tree-list.ts';

/** What Tab completes an argument from. */
export type ArgumentKind = 'room' | 'nick' | 'filter' | 'topic' | 'none';

export type SlashCommand = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The arguments as the help shows them. */
  readonly usage: string;
  readonly completes: ArgumentKind;
  readonly does: string;
  /** Does it, or returns in one sentence why not; then what was typed stays. */
  readonly run: (controls: Controls, text: string) => string | undefined;
};

const noChat = 'This needs the chat, which --no-chat has switched off.';
const noMonitor = 'This needs the topics, which --no-monitor has switched off.';

/** Takes one argument, in double quotes if it has blanks, off the front of a text. */
const takeArgument = (text: string): { first: string; rest: string } => {
  const quoted = /^"([^"]*)"\s?(.*)$/s.exec(text) ?? /^(\S*)\s?(.*)$/s.exec(text);
  return { first: quoted?.[1] ?? '', rest: quoted?.[2] ?? '' };
};

/** Tells the room that is shown, or the person where none is. */
const tell = ({ session, state }: Controls, text: string): void => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.notify(text);
  else room.tell(text, Date.now());
  session.clock.changed();
};

const join = (controls: Controls, text: string): string | undefined => {
  const topic = takeArgument(text.trim()).first;
  if (controls.session.chat === undefined) return noChat;
  if (topic === '') return 'Which room? /join ROOM';
  const problem = roomProblem(topic);
  if (problem !== undefined) return problem;
  controls.session.chat.join(topic);
  selectPlace(controls, { kind: 'room', topic });
  return undefined;
};

const part = (controls: Controls, text: string): string | undefined => {
  const { session, state } = controls;
  const topic = takeArgument(text.trim()).first || (selectedRoom(session, state())?.topic ?? '');
  if (session.chat === undefined) return noChat;
  if (topic === '') return 'Which room? /part ROOM';
  if (!session.chat.rooms.has(topic)) return `You are not in ${printable(topic)}.`;
  session.chat.part(topic);
  const [next] = session.chat.rooms.keys();
  if (next !== undefined && state().selected?.topic === topic) selectPlace(controls, { kind: 'room', topic: next });
  return undefined;
};

const act = ({ session, state }: Controls, text: string): string | undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) return 'Choose a room first: /me says what you do there.';
  if (text.trim() === '') return 'What do you do? /me waves';
  return session.chat?.say(room.topic, text, true);
};

const rename = ({ session }: Controls, text: string): string | undefined => {
  const nick = text.trim();
  if (session.chat === undefined) return noChat;
  const problem = nickProblem(nick);
  if (problem === undefined) session.setNick(nick);
  return problem;
};

const names = (controls: Controls): string | undefined => {
  const room = selectedRoom(controls.session, controls.state());
  if (room === undefined) return 'Choose a room first: /names lists who is in it.';
  const people = room.people.list().map(({ user, state }) => printable(user, 100) + (state === 'away' ? ' (away)' : ''));
  tell(controls, people.length === 0 ? 'Nobody is here that we know of.' : `${plural(people.length, 'person', 'people')}: ${people.join(', ')}`);
  return undefined;
};

const subscribe = ({ session }: Controls, text: string): string | undefined => {
  const { first: filter, rest } = takeArgument(text.trim());
  if (session.monitor === undefined) return noMonitor;
  if (filter === '') return `Which topic filter? /sub FILTER [QOS]. Watched now: ${printable([...session.monitor.subscriptions.keys()].join('  '))}`;
  const problem = topicFilterProblem(filter);
  if (problem !== undefined) return problem;
  if (!/^[0-2]?$/.test(rest.trim())) return 'The QoS is 0, 1 or 2: /sub FILTER [QOS]; a filter with blanks goes in double quotes.';
  session.monitor.subscribe(filter, Number(rest.trim()) as QoS);
  session.notify(`Watching ${printable(filter)}.`);
  return undefined;
};

const unsubscribe = ({ session }: Controls, text: string): string | undefined => {
  const filter = takeArgument(text.trim()).first;
  if (session.monitor === undefined) return noMonitor;
  if (!session.monitor.unsubscribe(filter))
    return `${filter === '' ? 'Which topic filter?' : `${printable(filter)} is not watched.`} Watched: ${printable([...session.monitor.subscriptions.keys()].join('  '))}`;
  session.notify(`No longer watching ${printable(filter)}; what came in stays.`);
  return undefined;
};

/** Publishes and tells how it went, when the broker has answered. */
export const publish = (
  { session }: Controls,
  topic: string,
  payload: string,
  options: { qos: QoS; retain: boolean },
): string | undefined => {
  const problem = topicNameProblem(topic);
  if (problem !== undefined) return problem;
  void session.publish(topic, payload, options).then(
    () => session.notify(`Published to ${printable(topic, 200)}${options.retain ? ', retained' : ''} (QoS ${options.qos}).`),
    (error: unknown) => session.notify(`Not published to ${printable(topic, 200)}: ${(error as Error).message}`),
  );
  return undefined;
};

const publishCommand = (controls: Controls, text: string): string | undefined => {
  let rest = text.trimStart();
  let qos = 0;
  let retain = false;
  for (let option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest); option !== null; option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest)) {
    if (option[1] === undefined) retain = true;
    else qos = Number(option[1]);
    rest = rest.slice(option[0].length);
  }
  if (/^-\S/.test(rest)) return '/pub takes -q 0, -q 1, -q 2 and -r: /pub [-q QOS] [-r] TOPIC PAYLOAD.';
  const { first: topic, rest: payload } = takeArgument(rest);
  if (topic === '') return 'Where to? /pub [-q QOS] [-r] TOPIC PAYLOAD';
  return publish(controls, topic, payload, { qos: qos as QoS, retain });
};

const clear = ({ session, state, dispatch }: Controls): undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.monitor?.shown?.entries.clear();
  else room.lines.clear();
  dispatch({ type: 'log-scrolled', anchor: undefined });
  session.clock.changed();
};

const openHelp = ({ dispatch }: Controls): undefined => {
  dispatch({ type: 'help-scrolled', top: 0 });
};

const quit = ({ terminal }: Controls): undefined => {
  terminal.quit();
};

const search = (controls: Controls, text: string): string | undefined => {
  if (text.trim() === '') return 'What for? /search TEXT';
  searchOlder(controls, text.trim());
  controls.dispatch({ type: 'pane-focused', pane: 'log' });
  return undefined;
};

/** Every slash command: the dispatcher, Tab, the help screen and the README read these rows. */
export const slashCommands: readonly SlashCommand[] = [
  { name: 'join', aliases: ['j'], usage: 'ROOM', completes: 'room', does: 'join a room, or go to it', run: join },
  { name: 'part', aliases: [], usage: '[ROOM]', completes: 'room', does: 'leave a room', run: part },
  { name: 'me', aliases: [], usage: 'TEXT', completes: 'nick', does: 'say what you do: * alice waves', run: act },
  { name: 'nick', aliases: [], usage: 'NAME', completes: 'none', does: 'change your name', run: rename },
  { name: 'names', aliases: [], usage: '', completes: 'none', does: 'who is in the room', run: names },
  { name: 'sub', aliases: [], usage: 'FILTER [QOS]', completes: 'topic', does: 'watch one more topic filter', run: subscribe },
  { name: 'unsub', aliases: [], usage: 'FILTER', completes: 'filter', does: 'stop watching a topic filter', run: unsubscribe },
  { name: 'pub', aliases: [], usage: '[-q QOS] [-r] TOPIC PAYLOAD', completes: 'topic', does: 'publish; -r retains it, and an empty payload with -r clears what is retained', run: publishCommand },
  { name: 'search', aliases: [], usage: 'TEXT', completes: 'none', does: 'find text in the log, newest first', run: search },
  { name: 'clear', aliases: [], usage: '', completes: 'none', does: 'empty the log on the screen', run: clear },
  { name: 'help', aliases: [], usage: '', completes: 'none', does: 'keys and commands', run: openHelp },
  { name: 'quit', aliases: ['q'], usage: '', completes: 'none', does: 'quit', run: quit },
];

/** The command of a name or alias. */
export const findCommand = (name: string): SlashCommand | undefined =>
  slashCommands.find((command) => command.name === name || command.aliases.includes(name));

/** Runs `/name arguments`; returns in one sentence why it could not. */
export const runCommand = (controls: Controls, typed: string): string | undefined => {
  const { first, rest } = takeArgument(typed.slice(1));
  const command = findCommand(first.toLowerCase());
  if (command !== undefined) return command.run(controls, rest);
  const nearest = closestMatch(first.toLowerCase(), slashCommands.map(({ name }) => name), { maxDistance: 2 });
  return `There is no /${printable(first, 50)}${nearest === undefined ? '' : `; did you mean /${nearest}?`} /help lists the commands; //${printable(first, 50)} says it as text.`;
};
