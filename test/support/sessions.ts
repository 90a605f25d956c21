import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Identity } from '../../source/chat/identity.ts';
import type { HistoryOptions } from '../../source/history/history.ts';
import type { Room } from '../../source/model/room.ts';
import type { DeliveryState, SaidLine } from '../../source/model/room-line.ts';
import { MqttSession } from '../../source/session/session.ts';
import type { SessionOptions } from '../../source/session/session-options.ts';
import { until } from './until.ts';

export type TestSessionOptions = Partial<Omit<SessionOptions, 'chat' | 'monitor'>> & {
  readonly port: number;
  /** Without one the chat waits for a nick. */
  readonly nick?: string;
  /** Signs what is said; a temporary key pair if absent. */
  readonly identity?: Identity;
  /** Without any there is no chat. */
  readonly rooms?: readonly string[];
  readonly greeting?: string;
  /** Nothing is stored if absent. */
  readonly history?: HistoryOptions;
  /** How long the broker keeps what the chat misses, seconds; the program's own default if absent. */
  readonly sessionExpiry?: number;
  /** Without any there is no monitor. */
  readonly filters?: readonly string[];
};

/** A session that can wait for what happens. */
export type TestSession = {
  readonly session: MqttSession;
  readonly clientId: string;
  /** A room that has been joined. */
  readonly room: (topic?: string) => Room;
  /** Resolves with what `find` finds; looks again after every frame. */
  readonly until: <Found>(
    what: string,
    find: () => Found | undefined | false,
    timeout?: number,
  ) => Promise<Found>;
  /** Resolves when all connections are up and every subscription and greeting has been acknowledged. */
  readonly ready: () => Promise<void>;
  /** Resolves with the line of the room that has this text. */
  readonly untilSaid: (say: string, topic?: string) => Promise<SaidLine>;
  /** Resolves when the room shows this event about somebody. */
  readonly untilTold: (text: string, topic?: string, timeout?: number) => Promise<string>;
};

/** What was said in a room, in order. */
export const saidLines = (room: Room): SaidLine[] =>
  linesOf(room).filter((line) => typeof line !== 'string');

/** All lines of a room: what was said as lines, everything else as text. */
const linesOf = (room: Room): (SaidLine | string)[] =>
  Array.from({ length: room.lines.length }, (_, index) => {
    const line = room.lines.at(room.lines.first + index);
    if (line?.kind === 'said') return line;
    return line?.kind === 'raw'
      ? `raw ${Buffer.from(line.payload).toString('hex')}`
      : `${line?.text}`;
  });

/** What was said in a room, in order, as "alice: hello". */
export const said = (room: Room): string[] =>
  saidLines(room).map(({ user, say }) => `${user}: ${say}`);

/** The events shown in a room, such as joining and leaving, in order. */
export const told = (room: Room): string[] =>
  linesOf(room).filter((line) => typeof line === 'string' && !line.startsWith('raw ')) as string[];

/** The same without who was here when we joined. */
export const news = (room: Room): string[] => {
  const [first = '', ...rest] = told(room);
  return / (?:is|are) here(?: yet)?$/.test(first) ? rest : [first, ...rest].filter(Boolean);
};

/** The delivery states of our own sentences, in order. */
export const deliveries = (room: Room): DeliveryState['state'][] =>
  saidLines(room).flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery.state]));

/** Who is in a room, as "alice (online)". */
export const people = (room: Room): string[] =>
  room.people.list().map(({ user, state }) => `${user} (${state})`);

const picture = (session: MqttSession): object => ({
  status: [session.chat?.connection.status, session.monitor?.connection.status],
  notice: session.notice?.text,
  rooms: [...(session.chat?.rooms.values() ?? [])].map((room) => ({
    topic: room.topic,
    people: people(room),
    lines: linesOf(room).map((line) =>
      typeof line === 'string'
        ? line
        : `${line.user}: ${line.say.slice(0, 60)} ${line.delivery?.state ?? ''}`,
    ),
  })),
  subscriptions: [...(session.monitor?.subscriptions.values() ?? [])],
  topics: session.monitor?.tree.view
    .rows(0, 50)
    .map(({ topic, messages }) => `${topic} ${messages}`),
});

/** Makes a session and opens it; it is closed when the test is over. */
export const openSession = (options: TestSessionOptions): TestSession => {
  const { port, nick, rooms = [], greeting = '', filters = [], ...others } = options;
  const { identity, history, sessionExpiry, ...rest } = others;
  const chat = {
    rooms,
    greeting,
    ...(identity === undefined ? {} : { identity }),
    ...(history === undefined ? {} : { history }),
    ...(sessionExpiry === undefined ? {} : { sessionExpiry }),
  };
  const clientId = options.clientId ?? `test-${randomBytes(6).toString('hex')}`;
  const session = new MqttSession({
    server: async () => ({ protocol: 'mqtt', host: '127.0.0.1', port }),
    credentials: {},
    keepAlive: 60,
    mostFrames: 10,
    protocolVersion: 'auto',
    isTransient: true,
    ...rest,
    clientId,
    ...(rooms.length === 0 ? {} : { chat }),
    ...(filters.length === 0
      ? {}
      : {
          monitor: {
            filters,
            qos: 0,
            limits: { history: 100, payload: 65_536, memory: 2 ** 28, topics: 100_000 },
          },
        }),
  });
  onTestFinished(() => session.close());
  if (nick !== undefined) session.setNick(nick);
  session.open();
  const [firstRoom = ''] = rooms;
  const room = (topic = firstRoom): Room => {
    const joined = session.chat?.rooms.get(topic);
    if (joined === undefined) throw new Error(`not in the room ${topic}`);
    return joined;
  };
  const untilFound: TestSession['until'] = (what, find, timeout) =>
    until({
      what,
      find,
      subscribe: session.clock.subscribe,
      seen: () => picture(session),
      timeout,
    });
  const isPresent = (topic: string): boolean =>
    room(topic)
      .people.list()
      .some((person) => person.clientId === clientId);
  return {
    session,
    clientId,
    room,
    until: untilFound,
    ready: async () => {
      await untilFound('the session to be ready', () => {
        if (session.status.state !== 'connected') return false;
        const granted = [...(session.monitor?.subscriptions.values() ?? [])];
        const joined = [...(session.chat?.rooms.keys() ?? [])];
        return granted.every(({ state }) => state === 'granted') && joined.every(isPresent);
      });
    },
    untilSaid: (say, topic) =>
      untilFound(`somebody to say ${JSON.stringify(say)}`, () =>
        saidLines(room(topic)).find((line) => line.say === say),
      ),
    untilTold: (text, topic, timeout) =>
      untilFound(
        `the room to tell ${JSON.stringify(text)}`,
        () => told(room(topic)).find((line) => line === text),
        timeout,
      ),
  };
};
