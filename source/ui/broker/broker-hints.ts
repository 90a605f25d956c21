import type { BrokerWatch } from '../../session/monitor/broker-watch.ts';

/** Brokers publish every few seconds; this is how long, ms, is waited before help is offered. */
const patience = 4000;

/** What each broker needs so that it tells about itself. */
const remedies: readonly (readonly [string, string])[] = [
  ['Mosquitto', 'sys_interval 10 in mosquitto.conf; with an ACL also: topic read $SYS/#'],
  ['EMQX', 'comes once a minute: wait; from another machine acl.conf has to allow $SYS/#'],
  ['HiveMQ', 'needs its extension for $SYS topics'],
  ['VerneMQ', 'systree_enabled = on in vernemq.conf, and an ACL for $SYS/#'],
  ['RabbitMQ', 'publishes none of it: see its management plugin'],
  ['aedes', 'needs the package aedes-stats'],
];

/** Why there is nothing to be seen, and what to do about it; nothing while it may still come. */
export const brokerHints = (
  broker: BrokerWatch | undefined,
  isConnected: boolean,
  now: number,
): readonly (readonly [string, string])[] => {
  if (!isConnected) return [['', 'Not connected.']];
  if (broker === undefined || broker.status.nodes.size > 0) return [];
  if (broker.refusal !== undefined)
    return [
      ['', `The broker does not let us subscribe to $SYS/#: ${broker.refusal}.`],
      ['', ''],
      ...remedies,
    ];
  if (now - broker.since < patience) return [['', 'Waiting for the broker to tell about itself …']];
  return [
    ['', 'Nothing has come on $SYS/# yet. What the brokers need for it:'],
    ['', ''],
    ...remedies,
  ];
};
