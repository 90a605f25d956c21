import { chartCommands } from '../chart/chart-commands.ts';
import { compareCommands } from '../compare/compare-bindings.ts';
import { cleanCommands } from '../clean/commands.ts';
import { showBroker } from '../broker/broker-sheet.ts';
import { act, join, names, part, rename } from './chat-commands.ts';
import type { Controls, SlashCommand } from '../controls.ts';
import { decodeCommand } from '../details/decoder-actions.ts';
import { directCommand } from '../people/direct-command.ts';
import { deviceCommands } from '../devices/commands.ts';
import { peopleCommands } from '../people/commands.ts';
import { searchOlder } from '../log/log-actions.ts';
import { askToQuit } from '../screen-actions.ts';
import { recordCommands } from './record-commands.ts';
import { recordingCommands } from '../recording/recording-commands.ts';
import { subscribe, subscribeUsage } from './subscribe-command.ts';
import { showSubscriptions } from '../subscriptions/subscriptions-sheet.ts';
import { publishCommands } from '../publish/commands.ts';
import { publishCommand, unsubscribe } from './topic-commands.ts';
import { showInvite } from './secret-commands.ts';
import { treeCommands } from '../topics/commands.ts';
import { selectedRoom } from '../topics/tree-list.ts';
import { watchCommands } from './watch-command-rows.ts';
import type { PageName } from '../ui-state.ts';

const clear = ({ session, state, dispatch }: Controls): undefined => {
  const room = selectedRoom(session, state());
  if (room === undefined) session.monitor?.shown?.clear();
  else room.lines.clear();
  dispatch({ type: 'log-scrolled', anchor: undefined });
  session.clock.changedNow('conversation', 'messages');
};

const open =
  (name: PageName) =>
  ({ dispatch }: Controls): undefined => {
    dispatch({ type: 'page-opened', name });
  };

const quit = (controls: Controls): undefined => {
  if ((controls.session.chat?.waiting ?? 0) > 0) askToQuit(controls);
  else controls.terminal.quit();
};

const search = (controls: Controls, text: string): string | undefined => {
  if (text.trim() === '') return 'What for? /search TEXT';
  searchOlder(controls, text.trim());
  controls.dispatch({ type: 'pane-focused', pane: 'log' });
  return undefined;
};

/** Every slash command: the dispatcher, Tab, the help screen and the README read these rows. */
export const slashCommands: readonly SlashCommand[] = [
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
  ...peopleCommands,
  ...deviceCommands,
  {
    name: 'sub',
    aliases: [],
    usage: subscribeUsage,
    completes: 'topic',
    does: 'watch one more topic filter',
    run: subscribe,
  },
  {
    name: 'unsub',
    aliases: [],
    usage: 'FILTER',
    completes: 'filter',
    does: 'stop watching a topic filter',
    run: unsubscribe,
  },
  {
    name: 'subscriptions',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'the topic filters that are watched: add, change, switch off, remove',
    run: showSubscriptions,
  },
  {
    name: 'broker',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'what the broker tells about itself: version, clients, rates, memory ($SYS)',
    run: showBroker,
  },
  {
    name: 'pub',
    aliases: [],
    usage: '[-q QOS] [-r] TOPIC PAYLOAD',
    completes: 'topic',
    does: 'publish; -r retains it, and an empty payload with -r clears what is retained',
    run: publishCommand,
  },
  ...publishCommands,
  ...cleanCommands,
  ...watchCommands,
  {
    name: 'decode',
    aliases: [],
    usage: '[DECODER | auto]',
    completes: 'decoder',
    does: 'how the payloads of the topic shown are decoded, as hex or protobuf:my.pkg.Reading',
    run: decodeCommand,
  },
  ...treeCommands,
  ...chartCommands,
  ...compareCommands,
  ...recordCommands,
  ...recordingCommands,
  {
    name: 'search',
    aliases: [],
    usage: 'TEXT',
    completes: 'none',
    does: 'find text in the log, newest first',
    run: search,
  },
  {
    name: 'clear',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'empty the log on the screen',
    run: clear,
  },
  {
    name: 'stats',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'counters of the session: received, recorded, evicted, shown',
    run: open('statistics'),
  },
  {
    name: 'help',
    aliases: [],
    usage: '',
    completes: 'none',
    does: 'keys and commands',
    run: open('help'),
  },
  { name: 'quit', aliases: ['q'], usage: '', completes: 'none', does: 'quit', run: quit },
];
