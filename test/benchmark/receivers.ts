import type { Client, Expected } from './client.ts';
import { startLazymqtt } from './lazymqtt.ts';
import { loadFilter } from './load.ts';
import { startMqttui } from './mqttui.ts';
import { findPeer, type PeerName } from './peers.ts';
import { startBareClient, startDiscardingClient, startMosquittoSub } from './plain-clients.ts';
import { startProgram } from './program.ts';

/** Whose ingest is measured. */
export type ReceiverName = 'mqtt-tui' | 'MQTT.js' | 'mosquitto_sub' | PeerName | 'discarding';

/** One of them. */
export type Receiver = {
  readonly name: ReceiverName;
  /** As its row is headed. */
  readonly title: string;
  readonly start: (expected: Expected) => Promise<Client>;
  /** Whether it acknowledges at its socket what it handles only later. */
  readonly acknowledgesEarly?: true;
};

/** Ours and those that are there on every machine. */
export const plainReceivers = (program: string): readonly Receiver[] => [
  {
    name: 'mqtt-tui',
    title: 'mqtt-tui',
    start: ({ port, caFile }) =>
      startProgram({
        program,
        port,
        // A broker hands back what the chat says as well: what is counted is to be the load alone.
        flags: ['--topic', loadFilter, ...(caFile === undefined ? [] : ['--cafile', caFile])],
      }),
  },
  { name: 'MQTT.js', title: 'MQTT.js', start: startBareClient },
  { name: 'mosquitto_sub', title: 'mosquitto_sub -v', start: startMosquittoSub },
];

/** The other programs with a screen that are installed; `note` is told which are not. */
export const peerReceivers = (note: (text: string) => void): readonly Receiver[] => {
  const receivers: Receiver[] = [];
  const mqttui = findPeer('mqttui');
  if (mqttui === undefined) note('mqttui is not installed');
  else
    receivers.push({
      name: 'mqttui',
      title: mqttui.name,
      start: (expected) => startMqttui(mqttui, expected),
    });
  const lazymqtt = findPeer('lazymqtt');
  if (lazymqtt === undefined) note('lazymqtt is not installed');
  else
    receivers.push({
      name: 'lazymqtt',
      title: lazymqtt.name,
      start: (expected) => startLazymqtt(lazymqtt, expected),
      acknowledgesEarly: true,
    });
  return receivers;
};

/** Shows what the load server can send. */
export const discardingReceiver: Receiver = {
  name: 'discarding',
  title: 'reading and discarding',
  start: startDiscardingClient,
};
