import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { MqttSession } from '../../../source/session/session.ts';
import type { ContextWith, Need, SlashCommand } from '../../../source/ui/action-context.ts';
import { slashCommand } from '../../../source/ui/commands/slash-command.ts';
import { slashCommands } from '../../../source/ui/commands/slash-commands.ts';
import type { UiAction } from '../../../source/ui/ui-action.ts';
import type { Selection } from '../../../source/ui/topics/state.ts';
import { selectedRoom } from '../../../source/ui/topics/tree-list.ts';
import { type AtScreen, aSession, atScreen } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { aRecordingFile, showRecording } from '../../support/recordings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const topic = 'site/1/temperature';
const messages = ['21.5', '22'].map((payload) => aMessage(topic, payload));

const recorded = (session: MqttSession): MqttSession => {
  for (const message of messages) session.monitor?.tree.record(message);
  return session;
};

/** The situations in which commands are typed, each with how what is missing in it is called. */
const situations = {
  'with all but a recording': {
    open: async () => recorded(aSession(undefined)),
    refusals: { recording: /^Only an opened file has a timeline: mqtt-tui open FILE/ },
  },
  'with --no-chat': {
    open: async () => recorded(aSession(undefined, { chat: undefined as never })),
    refusals: {
      chat: /needs the chat, which --no-chat/,
      'offered chat': /needs the chat, which --no-chat/,
      recording: /^Only an opened file/,
    },
  },
  'while only watching': {
    open: async () => {
      const session = recorded(aSession(undefined));
      session.onlyWatch();
      return session;
    },
    refusals: { chat: /needs the chat: \/join joins it\.$/, recording: /^Only an opened file/ },
  },
  'with --no-monitor': {
    open: async () => aSession(undefined, { monitor: undefined as never }),
    refusals: { topics: /needs the topics, which --no-monitor/, recording: /^Only an opened file/ },
  },
  'where nothing is published': {
    open: async () => recorded(aSession(undefined, { isReadOnly: true })),
    refusals: { publishing: /^Read-only: nothing/, recording: /^Only an opened file/ },
  },
  'in a recording': {
    open: async () => (await showRecording(aRecordingFile(messages))).session,
    refusals: {
      broker: /needs a broker; this is an opened file/,
      chat: /needs a broker; this is/,
      'offered chat': /needs a broker; this is/,
    },
  },
} satisfies Record<
  string,
  { open: () => Promise<MqttSession>; refusals: Partial<Record<Need, RegExp>> }
>;
type Situation = keyof typeof situations;

/** What stands for a word of the parameters; any other stands for itself, in lower case. */
const sampleOf: Readonly<Record<string, string>> = {
  FILTER: '#',
  NICK: 'bob',
  NUMBER: '1',
  PAYLOAD: 'x',
  PRESET: 'vim',
  ROOM: 'chat',
  TEXT: '2',
  TIME: 'start',
  TOPIC: topic,
};

/** The first of the alternatives, with something for each word. */
const filled = (text: string): string =>
  (text.split('|')[0] ?? '')
    .trim()
    .split(/\s+/)
    .map((word) =>
      word === 'FILE' ? join(temporaryFolder(), 'file') : (sampleOf[word] ?? word.toLowerCase()),
    )
    .join(' ');

const withoutOptions = (text: string): string => {
  const less = text.replaceAll(/\[[^[\]]*\]/g, '');
  return less === text ? text : withoutOptions(less);
};

/** Lines to try a command with: alone, with what it requires, and with its first option. */
const linesFor = ({ parameters }: SlashCommand): string[] => {
  const [, option = ''] = /^\[([^[\]]*)/.exec(parameters) ?? [];
  return [...new Set(['', filled(withoutOptions(parameters)), filled(option)])];
};

/** Somebody who has everything at hand that commands are about, as far as there is any of it. */
const prepared = async (situation: Situation): Promise<AtScreen> => {
  const session = await situations[situation].open();
  onTestFinished(() => session.close());
  const person = atScreen({ session, selected: undefined, isDemo: true });
  const { chat, monitor } = session;
  chat?.rooms
    .get('chat')
    ?.people.update('bobs-client', { user: 'bob', state: 'online', session: '1', at: 0 });
  chat?.rooms.get('chat')?.receive({ user: 'bob', say: '2' }, 0);
  chat?.attention.ignore('bob');
  chat?.joinSecret('vault', { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) });
  monitor?.watches.add(topic, '> 30', undefined);
  monitor?.bookmarks.toggle(topic);
  monitor?.filters.exclude('elsewhere/#', 0);
  const node = monitor?.tree.find(topic);
  if (node !== undefined) monitor?.openLog(node);
  const { chart } = person.state();
  person.dispatch({ type: 'chart-changed', chart: { ...chart, series: [{ topic, path: [] }] } });
  if (session.recording === undefined)
    session.publisher.repeats.start(
      { topic, payload: Buffer.from('x'), qos: 0, retain: false },
      60_000,
      true,
    );
  return person;
};

/** Where commands are typed, as far as the situation has it. */
const placesIn = (situation: Situation): Selection[] => [
  ...('topics' in situations[situation].refusals ? [] : [{ kind: 'topic', topic } as const]),
  ...('chat' in situations[situation].refusals
    ? []
    : ['chat', 'vault'].map((room) => ({ kind: 'room', topic: room }) as const)),
];

/** Sheets that ask something of a broker. */
const sheetsOfBroker = new Set(['publish', 'templates', 'subscriptions', 'clean']);

/** Types a line; returns the answer, what was seen to happen, and what went towards a broker. */
const typed = async (
  command: SlashCommand,
  { situation, line, selection }: { situation: Situation; line: string; selection: Selection },
): Promise<{ answer: string | undefined; seen: () => number; sent: () => number }> => {
  const person = await prepared(situation);
  const { session } = person;
  person.dispatch({ type: 'selection-changed', selection });
  const dispatch = vi.fn<(action: UiAction) => void>(person.context.dispatch);
  const seen = [vi.spyOn(session, 'notify'), vi.spyOn(session.clock, 'changedNow'), dispatch];
  const sent = [
    vi.spyOn(session, 'publish'),
    vi.spyOn(session, 'findRetained'),
    vi.spyOn(session.recordingControl, 'start'),
    ...(session.monitor === undefined
      ? []
      : [vi.spyOn(session.monitor.watched, 'add'), vi.spyOn(session.monitor, 'unsubscribe')]),
  ];
  const presets = { preset: () => 'default' as const, take: () => undefined };
  const tables = { ...person.context.tables, presets };
  const answer = command.run({ ...person.context, tables, dispatch }, line);
  return {
    answer,
    seen: () => seen.reduce((sum, { mock }) => sum + mock.calls.length, person.asked.length),
    sent: () =>
      sent.reduce((sum, { mock }) => sum + mock.calls.length, 0) +
      (sheetsOfBroker.has(person.state().sheet?.kind ?? '') ? 1 : 0),
  };
};

/** What is wrong with a command's needs in a situation, or `undefined`. */
const problemOf = async (
  command: SlashCommand,
  situation: Situation,
): Promise<string | undefined> => {
  const refusals: Partial<Record<Need, RegExp>> = situations[situation].refusals;
  const missing = command.needs.map((need) => refusals[need]).filter((one) => one !== undefined);
  const answers: string[] = [];
  for (const line of linesFor(command))
    for (const selection of placesIn(situation)) {
      const { answer, seen, sent } = await typed(command, { situation, line, selection });
      if (situation === 'in a recording' && sent() > 0) return 'It asks something of a broker.';
      if (missing.length > 0) {
        const says = missing.some((refusal) => refusal.test(answer ?? ''));
        if (says && seen() === 0) return undefined;
        return `It does not say what is missing, or does something: ${answer ?? 'no answer'}`;
      }
      // Files are written, and parts loaded, a little later.
      const seemsDone = answer === undefined;
      if (seemsDone && (await vi.waitUntil(() => seen() > 0).catch(() => false))) return undefined;
      answers.push(`/${command.name} ${line}: ${answer ?? 'nothing happened'}`);
    }
  return answers.join(' / ');
};

const rows = slashCommands.map((command) => [`/${command.name}`, command] as const);

describe.each(Object.keys(situations) as Situation[])('%s', (situation) => {
  it.each(rows)('%s does something, or says what it needs', async (_, command) => {
    expect(await problemOf(command, situation)).toBeUndefined();
  });
});

const nickNow = ({ session }: ContextWith<'chat'>): string => session.chat.nick ?? 'nobody';

describe('a command that does not say what it needs', () => {
  const about = { name: 'liar', description: '' } as const;

  it.each<readonly [string, SlashCommand, Situation]>([
    [
      'and is silent without the chat',
      slashCommand({
        ...about,
        needs: [],
        run: ({ session }) => {
          session.chat?.setAway('');
          return undefined;
        },
      }),
      'with --no-chat',
    ],
    [
      'and speaks of something else',
      slashCommand({
        ...about,
        needs: [],
        run: ({ session, state }) => {
          const room = selectedRoom(session, state());
          return room === undefined ? 'Choose a room first.' : session.chat?.send(room.topic, 'x');
        },
      }),
      'with --no-chat',
    ],
    [
      'and has no topics',
      slashCommand({
        ...about,
        needs: ['chat'],
        run: ({ session }) => (session.monitor === undefined ? 'No topics.' : undefined),
      }),
      'with --no-monitor',
    ],
    [
      'and publishes in a recording',
      slashCommand({
        ...about,
        needs: ['topics'],
        run: ({ session }) => {
          session.publish(topic, 'x', { qos: 0, retain: false }).catch(() => session.notify('No.'));
          return undefined;
        },
      }),
      'in a recording',
    ],
  ])('%s is found', async (_, liar, situation) => {
    expect(await problemOf(liar, situation)).toBeDefined();
  });

  it('does not get it', () => {
    // @ts-expect-error The chat is not among the needs.
    const liar = slashCommand({ ...about, needs: ['topics'], run: nickNow });
    expect(liar.needs).toEqual(['topics']);
  });
});
