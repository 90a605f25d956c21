import type { EventEmitter } from 'node:events';
import type { Aedes, Client } from 'aedes';
import { streamOf } from './stream-of.ts';

const remoteAddress = (client: Client): string => {
  const { socket } = streamOf(client);
  return `${socket.remoteAddress ?? 'an unknown address'}:${socket.remotePort ?? 0}`;
};

const refusedInWords = (client: Client, error: Error): string =>
  error.message === 'unacceptable protocol version'
    ? 'a client asked for an MQTT version that this broker does not speak; it may try 3.1.1'
    : `refused a client from ${remoteAddress(client)}: ${error.message}`;

/** Reports, one line each, which clients connect, disconnect, fail or are refused. */
export const reportClients = (broker: Aedes, report: (event: string) => void): void => {
  broker.on('clientReady', (client) =>
    report(`${client.id} connected from ${remoteAddress(client)}`),
  );
  broker.on('clientDisconnect', (client) => {
    const missed = streamOf(client).output.leftOut;
    report(`${client.id} disconnected${missed === 0 ? '' : `; ${missed} messages were dropped`}`);
  });
  // aedes repeats the error for each message in flight.
  const failed = new WeakSet<Client>();
  const onFailure = (client: Client, error: Error): void => {
    if (failed.has(client)) return;
    failed.add(client);
    const wasConnected = streamOf(client).isConnected && client.id !== null;
    report(wasConnected ? `${client.id}: ${error.message}` : refusedInWords(client, error));
  };
  broker.on('clientError', onFailure);
  broker.on('connectionError', onFailure);
  broker.on('keepaliveTimeout', (client) => report(`${client.id} was silent for too long`));
  // Without a listener it would end the process.
  (broker as EventEmitter).on('error', (error: Error) => report(`the broker: ${error.message}`));
};
