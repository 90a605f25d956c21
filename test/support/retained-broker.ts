import type { RetainedConnection } from '../../source/session/retained/collect-retained.ts';

/** A connection to a broker that agrees to everything, and what it was asked. */
export type RetainedBroker = {
  readonly connection: RetainedConnection;
  /** As "subscribe a/# 0", "unsubscribe a/#" and "clear a". */
  readonly calls: string[];
  /** Called before each answer. */
  onUnsubscribe: (filter: string) => void;
  onClear: (topic: string) => Promise<void> | void;
};

export const retainedBroker = (receiveMaximum = 20): RetainedBroker => {
  const broker: RetainedBroker = {
    calls: [],
    onUnsubscribe: () => undefined,
    onClear: () => undefined,
    connection: {
      receiveMaximum,
      subscribe: async (filter, { qos }) => {
        broker.calls.push(`subscribe ${filter} ${qos}`);
        return qos;
      },
      unsubscribe: async (filter) => {
        broker.calls.push(`unsubscribe ${filter}`);
        broker.onUnsubscribe(filter);
      },
      publish: async (topic, payload, { qos, retain }) => {
        const isClear = payload.length === 0 && qos === 1 && retain;
        broker.calls.push(`${isClear ? 'clear' : 'publish'} ${topic}`);
        await broker.onClear(topic);
      },
    },
  };
  return broker;
};
