import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Room } from '../../source/model/room.ts';
import type { DeliveryState, SaidLine } from '../../source/model/room-line.ts';
import { MqttSession } from '../../source/session/session.ts';
import type { SessionOptions } from '../../source/session/session-options.ts';
import { until } from './until.ts';

export type TestSessionOptions = Partial<Omit<SessionOptions, 'chat' | 'monitor'>> & {
  readonly port: number;
  /** The chat waits for a nick where there is none. */
  readonly nick?: string;
  /** No chat when there are none. */
  readonly rooms?: readonly string[];
  readonly greeting?: string;
  /** No monitor when there are none. */
  readonly filters?: readonly string[];
};

/** A session with waiting for what it will know. */
export type TestSession = {
  readonly session: MqttSession;
  readonly clientId: string;
  /** The room, which must have been joined. */
  readonly room: (topic?: string) => Room;
  /** Resolves with what `find` finds; looks again at every frame. */
  readonly until: <Found>(
    what: string,
    find: () => Found | undefined | false,
    timeout?: number,
  ) => Promise<Found>;
  /** Resolves when all connections stand and every filter and greeting has been answered. */
  readonly ready: () => Promise<void>;
  /** Resolves with the line of the room that says this. */
  readonly untilSaid: (say: string, topic?: string) => Promise<SaidLine>;
  /** Resolves when the room tells this of somebody. */
  readonly untilTold: (text: string, topic?: string, timeout?: number) => Promise<string>;
};

const saidLines = (room: Room): SaidLine[] =>
  linesOf(room).filter((line) => typeof line !== 'string');

/** All lines of a room: what was said as it is, all else in words. */
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

/** What a room tells of comings and goings, in order. */
export const told = (room: Room): string[] =>
  linesOf(room).filter((line) => typeof line === 'string' && !line.startsWith('raw ')) as string[];

/** How far our own sentences have come, in order. */
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
  const { port, nick, rooms = [], greeting = '', filters = [], ...rest } = options;
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
    ...(rooms.length === 0 ? {} : { chat: { rooms, greeting } }),
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
