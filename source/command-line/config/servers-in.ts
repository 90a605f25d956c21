import { defaultPorts } from '../../mqtt/server-address.ts';
import type { Value } from '../flag-value.ts';
import type { FlagSource } from '../flags.ts';
import { serverWay } from '../server-way.ts';
import type { Layer } from './config.ts';

const texts = (value: Value | undefined): readonly string[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
};

/** Flags that turn TLS on, and the value with which they do not. */
const tlsFlags = ['cafile', 'cert', 'alpn', 'ciphers', 'insecure', 'tls-version'];
const turnsTlsOn = (value: Value | undefined): boolean =>
  value !== undefined && value !== false && value !== 'auto';

const unixName = (path: string): string => `unix:${path}`;

const urlName = (text: string): string => {
  const socket = /^mqtt\+unix:(?:\/\/)?(\/.*)$/i.exec(text)?.[1];
  if (socket !== undefined) return unixName(socket);
  const url = URL.parse(text);
  // Said to be wrong later; it is the same as nothing but itself.
  if (url === null) return text;
  const protocol = url.protocol.replace(/:$/, '');
  const port = url.port === '' ? (defaultPorts as Record<string, number>)[protocol] : url.port;
  return `${protocol}://${url.hostname.toLowerCase()}:${port}`;
};

/** The servers that layers in order of precedence name, in a form to compare them by. */
export const serversIn = (layers: readonly Layer[]): ReadonlySet<string> => {
  const find = (name: string): Layer | undefined =>
    layers.find(({ settings }) => settings.has(name));
  const valueOf = (name: string): Value | undefined => find(name)?.settings.get(name);
  const sourceOf = (name: string): FlagSource => find(name)?.source ?? 'default';
  switch (serverWay(sourceOf)) {
    case 'unix':
      return new Set(texts(valueOf('unix')).map(unixName));
    case 'url':
      return new Set(texts(valueOf('url')).map(urlName));
    case 'host': {
      const protocol = tlsFlags.some((name) => turnsTlsOn(valueOf(name))) ? 'mqtts' : 'mqtt';
      const port = String(valueOf('port') ?? defaultPorts[protocol]);
      return new Set(
        texts(valueOf('host')).map(
          (host) => `${protocol}://${host.replace(/^\[(.*)\]$/, '$1').toLowerCase()}:${port}`,
        ),
      );
    }
    case undefined:
      return new Set();
  }
};
