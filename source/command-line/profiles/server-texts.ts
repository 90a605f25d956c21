import { isIP } from 'node:net';
import { hostAndPort } from '../../mqtt/server-address.ts';
import type { Settings } from '../config/config.ts';
import type { TomlValue } from '../config/toml-text.ts';
import type { Value } from '../flag-value.ts';

/** The keys that say where the broker is. */
export const serverKeys = ['url', 'host', 'port', 'unix'] as const;

const listOf = (value: Value | undefined): readonly string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [String(value)];

/** The servers that settings name, each as a person types it: a URL, `HOST` or `HOST:PORT`. */
export const serversOf = (settings: Settings): readonly string[] => {
  const port = settings.get('port');
  const hosts = listOf(settings.get('host')).map((host) =>
    port === undefined
      ? host
      : hostAndPort({ host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }),
  );
  const sockets = listOf(settings.get('unix')).map((path) => `mqtt+unix://${path}`);
  return [...listOf(settings.get('url')), ...hosts, ...sockets];
};

const isUrl = (text: string): boolean => /^[a-z+]+:\/|^mqtt\+unix:/i.test(text);

type HostAndPort = { readonly host: string; readonly port?: number };

/** A host with a port or without one; what is neither is left to the check of `--host`. */
const readHost = (text: string): HostAndPort => {
  const [, host, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,9})$/.exec(text) ?? [];
  return host === undefined || isIP(text) === 6 ? { host: text } : { host, port: Number(port) };
};

const oneOrAll = (texts: readonly string[]): TomlValue =>
  texts.length === 1 ? (texts[0] ?? '') : texts;

const asUrl = ({ host, port }: HostAndPort, scheme: string): string =>
  `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`;

/** The settings for servers as they are typed: hosts with one port in common, or else URLs, of mqtts where TLS is on. */
export const serverSettings = (
  servers: readonly string[],
  hasTls: boolean,
): ReadonlyMap<string, TomlValue> => {
  if (servers.length === 0) return new Map();
  const hosts = servers.map(readHost);
  const port = hosts[0]?.port;
  if (!servers.some(isUrl) && hosts.every((one) => one.port === port))
    return new Map<string, TomlValue>([
      ['host', oneOrAll(hosts.map(({ host }) => host))],
      ...(port === undefined ? [] : [['port', port] as const]),
    ]);
  const scheme = hasTls ? 'mqtts' : 'mqtt';
  const urls = servers.map((text) => (isUrl(text) ? text : asUrl(readHost(text), scheme)));
  return new Map([['url', oneOrAll(urls)]]);
};

/** A server for display: without user name, password, query and fragment, also where it is mistyped. */
export const serverInWords = (text: string): string => {
  if (/^mqtt\+unix:/i.test(text)) return text;
  const [scheme = ''] = /^(?:[a-z+]+:)?\/+/i.exec(text) ?? [];
  const rest = text.slice(scheme.length);
  // A password with "/", "?" or "#" in it makes a URL wrong, and is up to the last "@".
  const isRight = isUrl(text) && URL.canParse(text);
  const bare = isRight
    ? rest.replace(/[?#].*$/s, '').replace(/^[^/]*@/, '')
    : rest.replace(/^.*@/s, '').replace(/[?#].*$/s, '');
  return `${scheme}${bare.replace(/\/.*@.*$/s, '/…')}`;
};
