import { isIP } from 'node:net';
import { startEmbeddedBroker } from '../mqtt/embedded-broker.ts';
import { defaultPorts } from '../mqtt/server-address.ts';
import { printable } from '../payload/printable.ts';
import { credentialFlags } from './credential-flags.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

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
  if (code === 'EADDRINUSE') return 'the port is already in use; choose another one with --listen';
  if (code === 'EACCES')
    return 'that is not permitted; ports below 1024 are reserved for the system';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address';
  return code ?? (error as Error).message;
};

/** Runs the embedded broker until the process is to end, and prints who connects and disconnects. Resolves with the exit code. */
export const brokerCommand = async (values: FlagValues<'broker'>, host: Host): Promise<number> => {
  const address = listenAddress(values.listen);
  const { username, password } = credentialFlags(values, {});
  if ((username === undefined) !== (password === undefined))
    throw new UsageError(
      'A user name needs a password and a password a user name: --username NAME --password-file FILE.',
    );
  if ((username === undefined || password === '') && !isLoopback(address.host))
    throw new UsageError(
      `Listening on ${address.host} opens the broker to others: use --username and --password-file.`,
    );
  const say = (text: string): void =>
    void host.stdout.write(`${new Date().toLocaleTimeString('en-GB')} ${printable(text)}\n`);
  try {
    const broker = await startEmbeddedBroker({
      ...address,
      ...(username === undefined || password === undefined
        ? {}
        : { credentials: { username, password } }),
      onEvent: say,
    });
    // Listens before printing: the reader of the line may end the process at once.
    const ended = new Promise<number>((resolve) => host.onEnd(resolve));
    say(
      `broker listens on ${address.host}:${broker.port}${username === undefined ? '' : `, user ${username}`}; Ctrl+C ends it`,
    );
    const exitCode = await ended;
    await broker.close();
    return exitCode;
  } catch (error) {
    host.stderr.write(
      `mqtt-tui: Cannot listen on ${address.host}:${address.port}: ${whyNot(error)}.\n`,
    );
    return 1;
  }
};
