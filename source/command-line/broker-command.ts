import { isIP } from 'node:net';
import { plural } from '../format/count.ts';
import { MiB } from '../format/size.ts';
import type { BrokerLimits } from '../mqtt/broker/broker-limits.ts';
import { type BrokerCounts, startEmbeddedBroker } from '../mqtt/embedded-broker.ts';
import { defaultPorts } from '../mqtt/server-address.ts';
import { BrokerLog } from './broker-log.ts';
import { credentialFlags, credentialSource } from './credential-flags.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';
import { boundYoungGeneration } from './young-generation.ts';

/** Host and port of `127.0.0.1:1883`, `[::1]:1883` or `:1883`. Throws `UsageError`. */
export const listenAddress = (text: string): { host: string; port: number } => {
  const parts = /^\d+$/.test(text)
    ? ['', undefined, '', text]
    : /^(?:\[([^\]]+)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text);
  const port = Number(parts?.[3] ?? defaultPorts.mqtt);
  if (parts === null || port > 65_535)
    throw new UsageError(
      `--listen takes HOST:PORT with a port from 0 to 65535, such as 127.0.0.1:1883, not "${text}".`,
    );
  return { host: parts[1] ?? (parts[2] || '127.0.0.1'), port };
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const whyNot = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return 'the port is in use; choose another with --listen';
  if (code === 'EACCES')
    return 'that is not permitted; ports below 1024 are reserved for the system';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address';
  return code ?? (error as Error).message;
};

/** Of a password that others on the network cannot guess, in characters. */
const goodLength = 12;

const limitsOf = (values: FlagValues<'broker'>): Partial<BrokerLimits> => ({
  clients: values['max-clients'],
  queued: values['max-queued'] * MiB,
  memory: values['max-memory'] * MiB,
  packet: values['max-packet'] * MiB,
  subscriptions: values['max-subscriptions'],
  retained: values['max-retained'],
  retainedBytes: values['max-retained-size'] * MiB,
});

/** What was lost at limits; empty if nothing was. */
const lossText = ({ leftOut, notRetained }: BrokerCounts): string =>
  [
    ...(leftOut === 0
      ? []
      : [`${plural(leftOut, 'message was', 'messages were')} dropped for slow clients`]),
    ...(notRetained === 0
      ? []
      : [`${plural(notRetained, 'retained message was', 'retained messages were')} not kept`]),
  ].join(', ');

/** Runs the embedded broker until the process is to end, and prints who connects and disconnects. Resolves with the exit code. */
export const brokerCommand = async (values: FlagValues<'broker'>, host: Host): Promise<number> => {
  const address = listenAddress(values.listen);
  const given = credentialFlags(values);
  const source = credentialSource(given, { host, isBehindScreen: () => false });
  const { username, password } = (await source?.first()) ?? given.credentials;
  if ((username === undefined) !== (password === undefined))
    throw new UsageError(
      'A user name needs a password and a password a user name: --username NAME --password-file FILE.',
    );
  if ((username === undefined || password === '') && !isLoopback(address.host))
    throw new UsageError(
      `Listening on ${address.host} lets other machines in: set --username and --password-file.`,
    );
  boundYoungGeneration();
  const log = new BrokerLog(host.stdout);
  try {
    const broker = await startEmbeddedBroker({
      ...address,
      ...(username === undefined || password === undefined
        ? {}
        : { credentials: { username, password } }),
      limits: limitsOf(values),
      onEvent: (event) => log.say(event),
    });
    // Listens before printing: the reader of the line may end the process at once.
    const ended = new Promise<number>((resolve) => host.onEnd(resolve));
    log.say(
      `broker listens on ${address.host}:${broker.port}${username === undefined ? '' : `, user ${username}`}; Ctrl+C ends it`,
    );
    if (password !== undefined && !isLoopback(address.host) && password.length < goodLength)
      log.say(`the password has fewer than ${goodLength} characters and can be guessed`);
    const exitCode = await ended;
    const losses = lossText(broker.counts());
    await broker.close();
    log.end(losses);
    return exitCode;
  } catch (error) {
    host.stderr.write(
      `mqtt-tui: Cannot listen on ${address.host}:${address.port}: ${whyNot(error)}.\n`,
    );
    return 1;
  }
};
