import { isIP } from 'node:net';
import type { ProxyAddress, ServerAddress } from '../mqtt/server-address.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

const defaultPorts = { socks5: 1080, http: 8080 } as const;

/** Reads a proxy's URL, which is not quoted: it may have a password. `from` names where it was given. */
const readProxy = (text: string, from: string): ProxyAddress => {
  // `host:port` alone is an HTTP proxy, as for curl.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  const scheme = url?.protocol.replace(/:$/, '') ?? '';
  const protocol = /^socks(?:5h?)?$/.test(scheme) ? 'socks5' : scheme;
  if (url === null || url.hostname === '' || (protocol !== 'socks5' && protocol !== 'http'))
    throw new UsageError(`${from} takes socks5://HOST:PORT or http://HOST:PORT.`);
  const { username, password, port } = url;
  try {
    return {
      protocol,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? defaultPorts[protocol] : Number(port),
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    };
  } catch {
    throw new UsageError(`${from} has a "%" that does not begin a valid escape; write it as %25.`);
  }
};

/** Whether a host is on this machine, which no proxy can reach. */
const isLocal = (host: string): boolean =>
  host.toLowerCase() === 'localhost' ||
  (isIP(host) === 4 && host.startsWith('127.')) ||
  host === '::1';

/** The name and the port of an entry of NO_PROXY; an IPv6 address with a port has brackets. */
const entryParts = (
  entry: string,
): { readonly name: string; readonly port: string | undefined } => {
  if (isIP(entry) === 6) return { name: entry, port: undefined };
  const [, bracketed, bare = '', port] =
    /^(?:\[(.*)\]|(?:\*?\.)?(.*?))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bracketed ?? bare, port };
};

/** Whether NO_PROXY names a server, a domain that it is in, either with a port or without, or `*` for all. */
const isExempt = (address: ServerAddress, list: string): boolean => {
  const host = address.host.toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(entryParts)
    .some(
      ({ name, port }) =>
        (port === undefined || Number(port) === address.port) &&
        (name === '*' || host === name || host.endsWith(`.${name}`)),
    );
};

/** The variables that may name a proxy for a protocol, in lower or upper case, the most specific first. */
const variables: Readonly<Record<ServerAddress['protocol'], readonly string[]>> = {
  mqtt: ['all_proxy'],
  mqtts: ['https_proxy', 'all_proxy'],
  ws: ['http_proxy', 'all_proxy'],
  wss: ['https_proxy', 'all_proxy'],
};

/** The proxy for a server: that of `--proxy`, or of the usual environment variables. Throws `UsageError`. */
export const proxyFlag = (
  values: FlagValues<'connection'>,
  address: ServerAddress,
  environment: Host['environment'],
): ProxyAddress | undefined => {
  if (address.socketPath !== undefined) {
    if (values.sourceOf('proxy') === 'typed')
      throw new UsageError(
        'Use either --unix or --proxy: a socket on this machine needs no proxy.',
      );
    return undefined;
  }
  if (values.proxy === 'none') return undefined;
  if (values.proxy !== undefined) return readProxy(values.proxy, '--proxy');
  const exempt = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  if (isLocal(address.host) || isExempt(address, exempt)) return undefined;
  const names = variables[address.protocol].flatMap((name) => [name, name.toUpperCase()]);
  const set = names.find((name) => (environment[name] ?? '') !== '');
  return set === undefined ? undefined : readProxy(environment[set] ?? '', set);
};
