import { isIP } from 'node:net';
import {
  addressInWords,
  defaultPorts,
  type ServerAddress,
  type TlsOptions,
} from '../mqtt/server-address.ts';
import type { FlagValues } from './flags.ts';
import { checkServerWay, rankOf, serverWay } from './server-way.ts';
import { tlsFlagNames, tlsFlags } from './tls-flags.ts';
import { UsageError } from './usage-error.ts';

/** Where to connect, and what else a URL may contain. */
export type ServerFlags = {
  /** They are tried in turn; none to find a broker on this machine, or start one. */
  readonly addresses: readonly ServerAddress[];
  /** The path of an mqtt: or mqtts: URL is a topic filter, as with `mosquitto_sub -L`. */
  readonly filter?: string;
};

const protocols = ['mqtt', 'mqtts', 'ws', 'wss'] as const;
const isProtocol = (text: string): text is (typeof protocols)[number] =>
  (protocols as readonly string[]).includes(text);

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError('--url has a "%" that does not begin a valid escape; write it as %25.');
  }
};

/** A token and a value without control characters (RFC 9110, 5.5 and 5.6.2). */
const headerField = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\p{Cc}]*)$/u;

/** The header fields of `--ws-header`, which are not quoted: they may be secret. */
const headerFlags = (lines: readonly string[]): Pick<ServerAddress, 'headers'> => {
  if (lines.length === 0) return {};
  const pairs = lines.map((line) => {
    const [, name, value] = headerField.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError("--ws-header takes 'Name: value'.");
    return [name, value] as const;
  });
  return { headers: Object.fromEntries(pairs) };
};

const unixAddress = (socketPath: string): ServerAddress => ({
  protocol: 'mqtt',
  host: '',
  port: 0,
  socketPath,
});

/** One of the servers that a flag gives. */
type GivenServer = { readonly address: ServerAddress; readonly filter?: string };

const fromUrl = (
  text: string,
  tls: TlsOptions | undefined,
  instead: ReadonlySet<string>,
): GivenServer => {
  const socketPath = /^mqtt\+unix:(?:\/\/)?(\/[^]*)$/i.exec(text)?.[1];
  if (socketPath !== undefined) return { address: unixAddress(decode(socketPath)) };
  const url = URL.parse(text);
  const protocol = url?.protocol.replace(/:$/, '') ?? '';
  if (url === null || !isProtocol(protocol) || url.hostname === '')
    throw new UsageError(
      '--url takes mqtt://HOST:PORT, the same with mqtts:, ws: or wss:, or mqtt+unix:///PATH.',
    );
  if (url.port === '0') throw new UsageError('--url takes a port from 1 to 65535.');
  if (tls !== undefined && (protocol === 'mqtt' || protocol === 'ws'))
    throw new UsageError(`${tlsFlagNames} need TLS: write ${protocol}s: in --url.`);
  const isWebSocket = protocol === 'ws' || protocol === 'wss';
  const own = {
    ...(url.username === '' || instead.has('username') ? {} : { username: decode(url.username) }),
    ...(url.password === '' || instead.has('password') ? {} : { password: decode(url.password) }),
  };
  // Read from the text itself: in a URL, "#" and "?" are not part of the path.
  const path = /^[a-z]+:\/\/[^/?#]*([^]*)$/i.exec(text)?.[1] ?? '';
  return {
    address: {
      protocol,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? defaultPorts[protocol] : Number(url.port),
      ...(isWebSocket ? { path: `${url.pathname}${url.search}` } : {}),
      ...(tls === undefined ? {} : { tls }),
      ...(Object.keys(own).length === 0 ? {} : { credentials: own }),
    },
    ...(path.length < 2 || isWebSocket ? {} : { filter: decode(path.slice(1)) }),
  };
};

/** Why this is not a host; does not quote it, for it may be a URL with a password. */
const hostProblem = (host: string): string | undefined => {
  if (/[/@\s]|:\/\//.test(host)) return '--host takes a name or an address; a URL goes with --url.';
  const isBare = isIP(host.replace(/^\[(.*)\]$/, '$1')) === 6 || !host.includes(':');
  return isBare ? undefined : '--host takes a name or an address; the port goes with --port.';
};

/** What takes precedence over the user names and passwords in URLs. */
const setInstead = ({ sourceOf }: FlagValues<'connection'>): ReadonlySet<string> => {
  type Name = 'username' | 'password' | 'password-file' | 'password-command';
  const counts = (...names: readonly Name[]): boolean =>
    names.some((name) => rankOf(sourceOf(name)) < rankOf(sourceOf('url')));
  return new Set([
    ...(counts('username') ? ['username'] : []),
    ...(counts('password', 'password-file', 'password-command') ? ['password'] : []),
  ]);
};

const fromHost = (
  host: string,
  port: number | undefined,
  tls: TlsOptions | undefined,
): GivenServer => {
  const problem = hostProblem(host);
  if (problem !== undefined) throw new UsageError(problem);
  const protocol = tls === undefined ? 'mqtt' : 'mqtts';
  return {
    address: {
      protocol,
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port: port ?? defaultPorts[protocol],
      ...(tls === undefined ? {} : { tls }),
    },
  };
};

/** All servers that a flag gives, and the one topic filter of their URLs. Throws `UsageError` if one comes twice. */
const combine = (flag: string, given: readonly GivenServer[]): ServerFlags => {
  const names = given.map(({ address }) => addressInWords(address).toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UsageError(`--${flag} names the same server twice: ${twice}.`);
  const filters = new Set(given.flatMap(({ filter }) => filter ?? []));
  if (filters.size > 1)
    throw new UsageError('--url takes one topic filter for all servers; several go with --topic.');
  const [filter] = filters;
  const addresses = given.map(({ address }) => address);
  return { addresses, ...(filter === undefined ? {} : { filter }) };
};

const locate = (values: FlagValues<'connection'>, tls: TlsOptions | undefined): ServerFlags => {
  checkServerWay(values.sourceOf);
  const way = serverWay(values.sourceOf);
  if (way === 'unix' && values.unix !== undefined) {
    if (tls !== undefined) throw new UsageError(`${tlsFlagNames} are of no use with --unix.`);
    return { addresses: [unixAddress(values.unix)] };
  }
  if (way === 'url' && values.url.length > 0)
    return combine(
      'url',
      values.url.map((url) => fromUrl(url, tls, setInstead(values))),
    );
  if (values.host.length === 0 && tls !== undefined)
    throw new UsageError('TLS needs a --host to connect to.');
  return combine(
    'host',
    values.host.map((host) => fromHost(host, values.port, tls)),
  );
};

/** Where to connect, from `--host`, `--port`, `--url`, `--unix` and the TLS flags. Throws `UsageError`. */
export const serverFlags = (values: FlagValues<'connection'>): ServerFlags => {
  const headers = headerFlags(values['ws-header']);
  const { addresses, ...rest } = locate(values, tlsFlags(values));
  if (headers.headers === undefined) return { addresses, ...rest };
  if (!addresses.some(isForWebSocket))
    throw new UsageError('--ws-header needs a ws: or wss: --url.');
  return {
    addresses: addresses.map((one) => (isForWebSocket(one) ? { ...one, ...headers } : one)),
    ...rest,
  };
};

const isForWebSocket = ({ protocol }: ServerAddress): boolean =>
  protocol === 'ws' || protocol === 'wss';
