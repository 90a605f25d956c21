import { readFileSync } from 'node:fs';
import { flags } from '../../source/command-line/flags.ts';
import { count as countText } from '../../source/format/count.ts';
import { duration } from '../../source/format/duration.ts';
import { KiB, MiB, size } from '../../source/format/size.ts';
import { projectFolder } from './pages.ts';
import { type Cells, code, table } from './markdown.ts';

/** The number of a constant or member in a file of source/, `name: 16 * 1024` or `name = 1_000`. */
const constant = (file: string, name: string): number => {
  const path = `source/${file}`;
  const pattern = new RegExp(String.raw`\b${name}(?: =|:) (\d[\d_]*(?: \* \d[\d_]*)*)`);
  const found = pattern.exec(readFileSync(`${projectFolder}${path}`, 'utf8'))?.[1];
  if (found === undefined)
    throw new Error(`scripts/docs/limits.ts reads "${name}" in ${path}, which has no such number`);
  return found
    .replaceAll('_', '')
    .split(' * ')
    .map(Number)
    .reduce((product, factor) => product * factor);
};

const count = (file: string, name: string): string => countText(constant(file, name));

const bytes = (file: string, name: string): string => size(constant(file, name));

const flagDefault = (name: string): number => {
  const flag = flags.find((one) => one.name === name);
  if (flag?.type !== 'integer' || flag.default === undefined)
    throw new Error(`--${name} has no number as its default`);
  return flag.default;
};

const byFlag = (what: string, limit: (value: number) => string, name: string): Cells => [
  what,
  limit(flagDefault(name)),
  code(`--${name}`),
];

const fixed = (what: string, limit: string): Cells => [what, limit, ''];

/** "100 at once, then 10 a second": how fast lines may come in before they are folded. */
const flow = (name: string, file = 'model/flood.ts'): string => {
  const burst = count(file, `${name}(?: =|:) \\{ burst`);
  return `${burst} at once, then ${count(file, `${name}(?: =|:) \\{ burst: \\d+, perSecond`)} a second`;
};

const topics: readonly Cells[] = [
  byFlag('Messages kept per topic', countText, 'history'),
  byFlag('Memory for all topics and their messages', (value) => size(value * MiB), 'memory'),
  byFlag('Topics; those silent longest give way to new ones', countText, 'max-topics'),
  byFlag(
    'Bytes kept of one payload; its full size is still shown',
    (value) => size(value * KiB),
    'payload-limit',
  ),
  fixed(
    'Levels of a topic in the tree; deeper ones share a row',
    count('model/tree-levels.ts', 'deepest'),
  ),
  fixed(
    'Topics named by identifiers that share a row in a branch, from',
    count('model/alike-children.ts', 'fewestAlike'),
  ),
  fixed(
    'Payload that `/watch` and `json:` look into',
    bytes('payload/comparable-value.ts', 'largest'),
  ),
  fixed(
    '… number that they compare, exactly',
    `${count('payload/decimal.ts', 'longestNumber')} characters`,
  ),
  fixed(
    'Log of a topic or branch',
    `${count('model/branch-log.ts', 'entries')} messages or ${bytes('model/branch-log.ts', 'bytes')}`,
  ),
  fixed(
    '… of these, from before you chose it',
    `${count('model/branch-log.ts', 'backlog')} messages`,
  ),
  fixed('Watched topic filters', count('session/monitor/watched-filters.ts', 'mostFilters')),
  fixed('Filters that leave topics out', count('session/monitor/tree-filters.ts', 'mostExcludes')),
  fixed('Bookmarks on one broker', count('session/monitor/bookmarks.ts', 'mostBookmarks')),
  fixed(
    'Brokers with bookmarks, a name or a view; profiles with the time of their last use',
    count('session/kept-by-name.ts', 'mostNames'),
  ),
  fixed(
    'Open branches of one broker that the next start has',
    count('ui/lasting/lasting-view.ts', 'mostBranches'),
  ),
  fixed('Nodes of a cluster in the broker view', count('model/broker-status.ts', 'mostNodes')),
  fixed('Devices', count('model/devices/devices.ts', 'devices')),
  fixed('… topics of one', count('model/devices/devices.ts', 'topicsOfOne')),
  fixed(
    '… memory for what they publish about themselves',
    bytes('model/devices/devices.ts', 'bytes'),
  ),
  fixed('Watches', count('model/watches.ts', 'watchLimit')),
  fixed('… topics that one follows', count('model/watch.ts', 'mostTopics')),
];

const payloads: readonly Cells[] = [
  fixed('Values laid out of one payload', count('payload/value.ts', 'mostValues')),
  fixed('… nesting', `${count('payload/value.ts', 'deepestValue')} levels`),
  fixed('… lines of a text', count('payload/decoders/text.ts', 'mostLines')),
  fixed('… expanded from gzip or zlib', bytes('payload/payload-reader.ts', 'mostInflated')),
  fixed('Topics with a decoder chosen by hand', count('ui/details/state.ts', 'mostChoices')),
  fixed(
    'Files that `--proto` reads, imports included',
    count('command-line/proto-files.ts', 'mostFiles'),
  ),
  fixed('Lines of the chart', count('ui/chart/state.ts', 'mostSeries')),
  fixed('… numbers of each', count('model/number-series.ts', 'mostPoints')),
  fixed(
    '… text of those that a double would write otherwise',
    `${count('model/number-texts.ts', 'mostText')} characters`,
  ),
  fixed('Rows of a comparison', count('payload/compare-values.ts', 'mostRows')),
];

const publishing: readonly Cells[] = [
  fixed('File to publish', bytes('session/publish/payload-file.ts', 'longest')),
  fixed('Earlier forms of the publish editor', count('ui/publish/state.ts', 'mostForms')),
  fixed('Templates', count('session/publish/template-json.ts', 'mostTemplates')),
  fixed('… in total', bytes('session/publish/publish-templates.ts', 'longestFile')),
  fixed('Answers shown to one question', count('session/publish/exchange.ts', 'mostAnswers')),
  fixed('… bytes of each', bytes('session/publish/exchange.ts', 'longestAnswer')),
  fixed('Messages that repeat', count('session/publish/repeats.ts', 'mostRepeats')),
  fixed(
    '… shortest interval',
    duration(constant('session/publish/repeats.ts', 'shortestInterval')),
  ),
  fixed(
    'Retained messages listed and cleared at once',
    count('session/retained/collect-retained.ts', 'mostTopics'),
  ),
  fixed(
    'Messages in flight while clearing, replaying, and in `pub`',
    `${count('mqtt/publish-window.ts', 'most')}, or fewer if the broker says so (MQTT 5)`,
  ),
  fixed('Messages of an open recording', count('model/recording-index.ts', 'mostMessages')),
  fixed('… kept again after a move in time', count('session/recording/recording.ts', 'mostReread')),
  fixed(
    'Recorded and not yet on the disk',
    `${bytes('session/recording/recorder.ts', 'mostWaiting')}, then the broker waits`,
  ),
];

const reach = constant('model/bounded-log.ts', 'mostReach');

const chat: readonly Cells[] = [
  fixed(
    'Lines of a room',
    `${count('model/room.ts', 'entries')} or ${bytes('model/room.ts', 'bytes')}`,
  ),
  fixed(
    '… after scrolling up into the history',
    `${countText(reach * constant('model/room.ts', 'entries'))} or ${size(reach * constant('model/room.ts', 'bytes'))}`,
  ),
  fixed(
    'Lines of a conversation with one person',
    `${count('model/direct-room.ts', 'entries')} or ${bytes('model/direct-room.ts', 'bytes')}`,
  ),
  fixed(
    'Such conversations that you have not answered',
    `${count('session/chat/direct-conversations.ts', 'mostUnanswered')} with people whose key you do not know, as many each with those whose key you know or have verified`,
  ),
  fixed(
    'Your newest lines in one, kept to be encrypted again',
    count('session/chat/encrypted-conversation.ts', 'sentKept'),
  ),
  byFlag('Conversations on disk', (days) => `${days} days`, 'keep-days'),
  byFlag('… size', (value) => size(value * MiB), 'keep-size'),
  fixed('Rooms rejoined at the next start', count('history/room-table.ts', 'mostJoined')),
  fixed('Lines shown from one sender', flow('sender')),
  fixed('… from all new names together', flow('newcomers')),
  fixed('… in a room', flow('room')),
  fixed('… in a private room, not encrypted with its key', flow('outside')),
  fixed('… in a private room, said before you joined', flow('past')),
  fixed(
    'Messages that wait for the key of a locked room',
    count('session/chat/locked-room.ts', 'mostKept'),
  ),
  fixed(
    'People in a room',
    `${count('model/people.ts', 'limit')} with presence, ${count('model/people.ts', 'limit')} without`,
  ),
  fixed(
    'Keys remembered',
    `${count('model/known-keys.ts', 'ofAll')}, ${count('model/known-keys.ts', 'ofNick')} of one name`,
  ),
  fixed('Ignored names', count('model/attention.ts', 'ignoredLimit')),
  fixed('Sentences that wait for the broker', count('session/chat/outbox.ts', 'limit')),
  fixed(
    'Changes that wait for a locked or full history',
    count('history/history.ts', 'mostWaiting'),
  ),
  fixed(
    'Lines held back until earlier ones of the same sender arrive',
    `${count('session/chat/line-order.ts', 'mostHeld')}, for ${duration(constant('session/chat/line-order.ts', 'patience'))}`,
  ),
  fixed(
    'Own sentences of a room kept for people who missed them',
    `${count('session/chat/said-lines.ts', 'lines')} or ${bytes('session/chat/said-lines.ts', 'bytes')}`,
  ),
  fixed('A sentence', bytes('chat/wire.ts', 'maximumSay')),
  fixed('A paste', bytes('ui/input/input-actions.ts', 'pasteLimit')),
  fixed(
    'Input kept for the next start',
    `${count('command-line/input-lines.ts', 'lines')} lines or ${bytes('command-line/input-lines.ts', 'characters')}, each at most ${bytes('command-line/input-lines.ts', 'longest')}`,
  ),
  fixed('Rooms and topics with a draft', count('ui/input/drafts.ts', 'limit')),
  fixed('Words to highlight', count('command-line/session-flags.ts', 'words')),
];

const inMiB = (value: number): string => size(value * MiB);

const broker: readonly Cells[] = [
  byFlag('Clients; sessions that are kept', countText, 'max-clients'),
  byFlag('What waits for one client', inMiB, 'max-queued'),
  byFlag('… for all, with the memory around it', inMiB, 'max-memory'),
  byFlag('A packet', inMiB, 'max-packet'),
  byFlag('Subscriptions of one client', countText, 'max-subscriptions'),
  fixed(
    `… the size of their filters, with ${bytes('mqtt/broker/filter-tree.ts', 'levelOverhead')} for each level`,
    `${bytes('mqtt/broker/client-subscriptions.ts', 'bytesPerFilter')} × their number`,
  ),
  byFlag('Retained messages', countText, 'max-retained'),
  byFlag('… their size', inMiB, 'max-retained-size'),
  fixed(
    'How long a client may read nothing of what waits for it',
    duration(constant('mqtt/broker/broker-limits.ts', 'patience')),
  ),
  fixed(
    'Until CONNECT is there',
    duration(constant('mqtt/embedded-broker.ts', 'connectTimeoutMs')),
  ),
  fixed(
    'Wait after a wrong password',
    `${duration(constant('mqtt/broker/login-delays.ts', 'firstDelayMs'))}, twice as long each time, at most ${duration(constant('mqtt/broker/login-delays.ts', 'longestDelayMs'))}`,
  ),
  fixed('Logins of one address that wait', count('mqtt/broker/login-delays.ts', 'mostWaiting')),
  fixed(
    'Addresses remembered for wrong passwords',
    count('mqtt/broker/login-delays.ts', 'rememberedAddresses'),
  ),
  fixed('Lines that `mqtt-tui broker` prints', flow('flow', 'command-line/broker-log.ts')),
];

/** All limits, with the numbers in the source code. */
export const limits = (): string =>
  (
    [
      ['Topics', topics],
      ['Payloads and charts', payloads],
      ['Publishing and recording', publishing],
      ['Chat', chat],
      ['Embedded broker', broker],
    ] as const
  )
    .map(
      ([title, rows]) =>
        `### Limits: ${title.toLowerCase()}\n\n${table(['what', 'limit', 'set with'], rows)}`,
    )
    .join('\n\n');
