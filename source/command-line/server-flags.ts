import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { defaultPorts, type ServerAddress, type TlsOptions } from '../mqtt/server-address.ts';
import type { FlagValues } from './flags.ts';
import { isNamedPipe } from '../named-pipe.ts';
import { UsageError } from './usage-error.ts';

/** The broker's address, and what else a URL may contain. */
export type ServerFlags = {
  /** `undefined` to find a broker on this machine, or start one. */
  readonly address: ServerAddress | undefined;
  readonly username?: string;
  readonly password?: string;
  /** The path of an mqtt: or mqtts: URL is a topic filter, as with `mosquitto_sub -L`. */
  readonly filter?: string;
};

const protocols = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
const isProtocol = (text: string): text is (typeof protocols)[number] =>
  (protocols as readonly string[]).includes(text);

/** Reads a file that a flag names. Throws `UsageError`. */
export const readFlagFile = (flag: string, path: string): Buffer => {
  if (isNamedPipe(path)) throw new UsageError(`--${flag} ${path}: it is a named pipe.`);
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'reading it is not permitted'
          : String(code);
    throw new UsageError(`--${flag} ${path}: ${why}.`);
  }
};

const tlsFlags = (values: FlagValues<'connection'>): TlsOptions | undefined => {
  const [ca, cert, key] = (['cafile', 'cert', 'key'] as const).map((flag) => {
    const path = values[flag];
    return path === undefined ? undefined : readFlagFile(flag, path);
  });
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--cert and --key must be used together.');
  const insecure = values.insecure;
  if (ca === undefined && cert === undefined && !insecure) return undefined;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    insecure,
  };
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError('--url has a "%" that does not begin a valid escape; write it as %25.');
  }
};

const fromUrl = (text: string, tls: TlsOptions | undefined): ServerFlags => {
  const url = URL.parse(text);
  const protocol = url?.protocol.replace(/:$/, '') ?? '';
  if (url === null || !isProtocol(protocol) || url.hostname === '')
    throw new UsageError('--url takes mqtt://HOST:PORT, or the same with mqtts:, ws: or wss:.');
  if (url.port === '0') throw new UsageError('--url takes a port from 1 to 65535.');
  if (tls !== undefined && (protocol === 'mqtt' || protocol === 'ws'))
    throw new UsageError(
      `--cafile, --cert, --key and --insecure need TLS: write ${protocol}s: in --url.`,
    );
  const isWebSocket = protocol === 'ws' || protocol === 'wss';
  // Read from the text itself: in a URL, "#" and "?" are not part of the path.
  const path = /^[a-z]+:\/\/[^/?#]*([^]*)$/i.exec(text)?.[1] ?? '';
  return {
    address: {
      protocol,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? defaultPorts[protocol] : Number(url.port),
      ...(isWebSocket ? { path: `${url.pathname}${url.search}` } : {}),
      ...(tls === undefined ? {} : { tls }),
    },
    ...(url.username === '' ? {} : { username: decode(url.username) }),
    ...(url.password === '' ? {} : { password: decode(url.password) }),
    ...(path.length < 2 || isWebSocket ? {} : { filter: decode(path.slice(1)) }),
  };
};

/** Why this is not a host; does not quote it, for it may be a URL with a password. */
const hostProblem = (host: string): string | undefined => {
  if (/[/@\s]|:\/\//.test(host)) return '--host takes a name or an address; a URL goes with --url.';
  const isBare = isIP(host.replace(/^\[(.*)\]$/, '$1')) === 6 || !host.includes(':');
  return isBare ? undefined : '--host takes a name or an address; the port goes with --port.';
};

/** Where to connect, from `--host`, `--port`, `--url` and the TLS flags. Throws `UsageError`. */
export function serverFlags(
  values: FlagValues<'script'>,
): ServerFlags & { readonly address: ServerAddress };
export function serverFlags(values: FlagValues<'connection'>): ServerFlags;
export function serverFlags(values: FlagValues<'connection'>): ServerFlags {
  const tls = tlsFlags(values);
  const typedHost = values.sourceOf('host') === 'typed' || values.sourceOf('port') === 'typed';
  if (values.sourceOf('url') === 'typed' && typedHost)
    throw new UsageError('Use either --url, or --host and --port, not both.');
  // What is typed takes precedence over the environment.
  if (values.url !== undefined && !typedHost) return fromUrl(values.url, tls);
  const { host } = values;
  if (host === undefined) {
    if (tls !== undefined) throw new UsageError('TLS needs a --host to connect to.');
    return { address: undefined };
  }
  const problem = hostProblem(host);
  if (problem !== undefined) throw new UsageError(problem);
  const protocol = tls === undefined ? 'mqtt' : 'mqtts';
  return {
    address: {
      protocol,
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port: values.port ?? defaultPorts[protocol],
      ...(tls === undefined ? {} : { tls }),
    },
  };
}
