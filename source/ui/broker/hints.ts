import type { BrokerWatch } from '../../session/monitor/broker-watch.ts';

/** How long, in ms, to wait before offering help: brokers publish only every few seconds. */
const patience = 4000;

/** What a broker needs in order to publish its figures. */
export type Remedy = readonly [broker: string, remedy: string];

const remedies: readonly Remedy[] = [
  ['Mosquitto', 'sys_interval 10 in mosquitto.conf; with an ACL also: topic read $SYS/#'],
  ['EMQX', 'publishes it once a minute: wait; for other machines acl.conf must allow $SYS/#'],
  ['HiveMQ', 'needs its extension for $SYS topics'],
  ['VerneMQ', 'systree_enabled = on in vernemq.conf, and an ACL for $SYS/#'],
  ['RabbitMQ', 'does not publish it: see its management plugin'],
  ['aedes', 'needs the package aedes-stats'],
];

/** Why there is nothing to see, and what to do about it. */
export type BrokerHints = { readonly why: string; readonly remedies: readonly Remedy[] };

/** The text shown when there are no figures; no remedies while figures may still arrive. */
export const brokerHints = (
  broker: BrokerWatch | undefined,
  isConnected: boolean,
  now: number,
): BrokerHints => {
  if (!isConnected) return { why: 'Not connected.', remedies: [] };
  if (broker?.refusal !== undefined)
    return {
      why: `The broker refused the subscription to $SYS/#: ${broker.refusal}.`,
      remedies,
    };
  if (broker === undefined || now - broker.since < patience)
    return { why: "Waiting for the broker's own figures …", remedies: [] };
  return { why: 'Nothing has arrived on $SYS/# yet. What brokers need to publish it:', remedies };
};
