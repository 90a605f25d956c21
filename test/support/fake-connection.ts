import type { Connection } from '../../source/mqtt/connection.ts';
import type { PublishOptions } from '../../source/mqtt/request-options.ts';
import { serverLimits } from '../../source/mqtt/server-limits.ts';

/** What was published on a fake connection. */
export type Published = {
  readonly topic: string;
  readonly payload: string;
  readonly options: PublishOptions;
};

/** A connection that keeps what it is asked for, and answers as a test wants. */
export type FakeConnection = {
  readonly connection: Connection;
  readonly published: Published[];
  readonly subscribed: string[];
  readonly unsubscribed: string[];
  /** Replaces its status. */
  readonly setStatus: (state: string, protocolVersion?: 4 | 5) => void;
  /** The answer to each request from now on; at first all are granted at once. */
  answer: (name: string) => Promise<void>;
};

/** A connection that is up, with MQTT 5. */
export const fakeConnection = (): FakeConnection => {
  const status = { state: 'connected', protocolVersion: 5 };
  const fake: FakeConnection = {
    published: [],
    subscribed: [],
    unsubscribed: [],
    answer: () => Promise.resolve(),
    setStatus: (state, protocolVersion = 5) => {
      Object.assign(status, { state, protocolVersion });
    },
    connection: {
      status,
      receiveMaximum: 65_535,
      limits: serverLimits(undefined),
      hungUpOn: [],
      publish: (topic: string, payload: string, options: PublishOptions) => {
        fake.published.push({ topic, payload, options });
        return fake.answer(topic);
      },
      subscribe: (filter: string) => {
        fake.subscribed.push(filter);
        return fake.answer(filter);
      },
      unsubscribe: (filter: string) => {
        fake.unsubscribed.push(filter);
        return fake.answer(filter);
      },
    } as unknown as Connection,
  };
  return fake;
};
