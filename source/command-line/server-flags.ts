import { readFileSync } from 'node:fs';
import { defaultPorts, type ServerAddress, type TlsOptions } from '../mqtt/server-address.ts';
import type { FlagValues } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** What a URL may say beside the address. */
export type ServerFlags = {
  /** `undefined`: find a broker on this machine, or start one. */
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

const tlsFlags = (values: FlagValues): TlsOptions | undefined => {
  const [ca, cert, key] = (['cafile', 'cert', 'key'] as const).map((flag) => {
    const path = values.text(flag);
    return path === undefined ? undefined : readFlagFile(flag, path);
  });
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--cert and --key are given together or not at all.');
  const insecure = values.isOn('insecure');
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
    throw new UsageError('--url has a "%" that begins no valid escape; write it as %25.');
  }
};

const fromUrl = (text: string, tls: TlsOptions | undefined): ServerFlags => {
  const url = URL.parse(text);
  const protocol = url?.protocol.replace(/:$/, '') ?? '';
  if (url === null || !isProtocol(protocol) || url.hostname === '')
    throw new UsageError('--url takes mqtt://HOST:PORT, or the same with mqtts:, ws: or wss:.');
  if (tls !== undefined && (protocol === 'mqtt' || protocol === 'ws'))
    throw new UsageError(
      `--cafile, --cert, --key and --insecure need TLS: write ${protocol}s: in --url.`,
    );
  const isWebSocket = protocol === 'ws' || protocol === 'wss';
  const path = url.pathname === '/' ? '' : url.pathname;
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
    ...(path === '' || isWebSocket ? {} : { filter: decode(path.slice(1) + url.hash) }),
  };
};

/** Where to connect, from `--host`, `--port`, `--url` and the TLS flags. Throws `UsageError`. */
export const serverFlags = (values: FlagValues): ServerFlags => {
  const tls = tlsFlags(values);
  const url = values.text('url');
  const host = values.text('host');
  if (url !== undefined) {
    if (host !== undefined || values.whole('port') !== undefined)
      throw new UsageError('Give either --url or --host and --port, not both.');
    return fromUrl(url, tls);
  }
  if (host === undefined) {
    if (tls !== undefined) throw new UsageError('TLS needs a --host to connect to.');
    return { address: undefined };
  }
  if (/[/\s]|:\/\//.test(host))
    throw new UsageError(
      `--host takes a name or an address, not "${host}"; a URL goes with --url.`,
    );
  const protocol = tls === undefined ? 'mqtt' : 'mqtts';
  return {
    address: {
      protocol,
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port: values.whole('port') ?? defaultPorts[protocol],
      ...(tls === undefined ? {} : { tls }),
    },
  };
};
