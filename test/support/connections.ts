import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { Connection } from '../../source/mqtt/connection.ts';
import type { ConnectionOptions, ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import type { Message } from '../../source/mqtt/message.ts';
import type { PublishFrame } from '../../source/mqtt/publish-frame.ts';
import { until } from './until.ts';

type State = ConnectionStatus['state'];
type StatusOf<Wanted extends State> = Extract<ConnectionStatus, { state: Wanted }>;

/** A message with its own copy of the payload. */
export type HeardMessage = Message & { readonly payload: Buffer };

/** A connection that keeps everything it has reported, and can wait for what it will report. */
export type WatchedConnection = {
  readonly connection: Connection;
  /** Every status so far, oldest first. */
  readonly statuses: readonly ConnectionStatus[];
  readonly messages: readonly HeardMessage[];
  /** How many of them were taken from the bytes. */
  readonly taken: () => number;
  /** Resolves when the status has this state and passes the check. */
  readonly untilState: <Wanted extends State>(
    state: Wanted,
    passes?: (status: StatusOf<Wanted>) => boolean,
    timeout?: number,
  ) => Promise<StatusOf<Wanted>>;
  /** Resolves when `find` finds something among the messages. */
  readonly untilMessage: (
    find: (message: HeardMessage) => boolean,
    what?: string,
  ) => Promise<HeardMessage>;
};

export type WatchedOptions = Partial<ConnectionOptions> & {
  readonly port: number;
  /** Which messages are taken from the bytes; by default none are. */
  readonly takes?: (topic: string) => boolean;
};

/** Makes a connection to a port on this machine; it is closed when the test is over. */
export const watchConnection = ({ port, takes, ...options }: WatchedOptions): WatchedConnection => {
  const statuses: ConnectionStatus[] = [];
  const messages: HeardMessage[] = [];
  let taken = 0;
  const looks = new Set<() => void>();
  const changed = (): void => {
    for (const look of looks) look();
  };
  const subscribe = (look: () => void): (() => void) => {
    looks.add(look);
    return () => looks.delete(look);
  };
  const heard = (message: Message): void => {
    // The network may overwrite the payload.
    messages.push({ ...message, payload: Buffer.from(message.payload) });
    changed();
  };
  const take = (frame: PublishFrame, isTaken: (topic: string) => boolean): boolean => {
    const topic = frame.bytes.toString('utf8', frame.topicStart, frame.topicEnd);
    if (!isTaken(topic)) return false;
    taken += 1;
    heard(frame.message(topic));
    return true;
  };
  const connection = new Connection(
    {
      server: async () => ({ protocol: 'mqtt', host: '127.0.0.1', port }),
      // MQTT 3.1 allows no more than 23 characters.
      clientId: `test-${randomBytes(6).toString('hex')}`,
      credentials: {},
      keepAlive: 60,
      protocolVersion: 'auto',
      ...options,
    },
    {
      onStatus: (status) => {
        statuses.push(status);
        changed();
      },
      onMessage: (message) => heard(message),
      ...(takes === undefined ? {} : { onPublishFrame: (frame) => take(frame, takes) }),
    },
  );
  onTestFinished(() => connection.close());
  return {
    connection,
    statuses,
    messages,
    taken: () => taken,
    untilState: (state, passes = () => true, timeout = 10_000) =>
      until({
        what: `the state "${state}"`,
        find: () => {
          const status = connection.status as StatusOf<typeof state>;
          return status.state === state && passes(status) && status;
        },
        subscribe,
        seen: () => statuses,
        timeout,
      }),
    untilMessage: (find, what = String(find)) =>
      until({
        what: `a message: ${what}`,
        find: () => messages.find(find),
        subscribe,
        seen: () => messages.map(({ topic, payload }) => `${topic} ${String(payload)}`),
      }),
  };
};

/** Opens a connection and waits until it is connected. */
export const connected = async (options: WatchedOptions): Promise<WatchedConnection> => {
  const watched = watchConnection(options);
  watched.connection.open();
  await watched.untilState('connected');
  return watched;
};

/** A connection that is subscribed to these filters, and receives what is published from now on. */
export const listener = async (
  options: WatchedOptions,
  ...filters: readonly string[]
): Promise<WatchedConnection> => {
  const watched = await connected(options);
  for (const filter of filters)
    await watched.connection.subscribe(filter, { qos: 1, retainAsPublished: true });
  return watched;
};

/** The texts of the messages on a topic, in the order they came. */
export const textsOn = ({ messages }: Pick<WatchedConnection, 'messages'>, topic: string) =>
  messages.filter((message) => message.topic === topic).map(({ payload }) => String(payload));
