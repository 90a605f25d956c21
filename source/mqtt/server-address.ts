/** The TLS options (file contents, not paths). */
export type TlsOptions = {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** What opens the key, if it is encrypted. */
  readonly keyPassword?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** The application protocols to offer (ALPN, RFC 7301). */
  readonly alpn?: readonly string[];
  /** The one version to speak; if absent, 1.2 or 1.3. */
  readonly version?: '1.2' | '1.3';
  /** Ciphers in OpenSSL's spelling. */
  readonly ciphers?: string;
};

/** A proxy that connections are made through: SOCKS5 (RFC 1928), or HTTP with CONNECT (RFC 9110, 9.3.6). */
export type ProxyAddress = {
  readonly protocol: 'socks5' | 'http';
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
};

/** Where a broker listens. */
export type ServerAddress = {
  readonly protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  /** Empty for a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** The path of a WebSocket, such as `/mqtt`. */
  readonly path?: string;
  /** More header fields of a WebSocket's request; they may be secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The path of a Unix socket, instead of host and port. */
  readonly socketPath?: string;
  readonly tls?: TlsOptions;
  /** Its own user name and password, in place of those that all servers share. */
  readonly credentials?: { readonly username?: string; readonly password?: string };
  readonly proxy?: ProxyAddress;
};

/** The default port. */
export const defaultPorts: Readonly<Record<ServerAddress['protocol'], number>> = {
  mqtt: 1883,
  mqtts: 8883,
  ws: 80,
  wss: 443,
};

/** A host and a port, with brackets around an IPv6 address. */
export const hostAndPort = ({ host, port }: Pick<ServerAddress, 'host' | 'port'>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Host and port for display, such as `127.0.0.1:1883` or `mqtts://[::1]:8883`; without a query, which may contain a token. */
export const addressInWords = (address: ServerAddress): string => {
  if (address.socketPath !== undefined) return `mqtt+unix:${address.socketPath}`;
  const scheme = address.protocol === 'mqtt' ? '' : `${address.protocol}://`;
  return `${scheme}${hostAndPort(address)}${address.path?.replace(/\?.*$/s, '') ?? ''}`;
};

/** Passwords and tokens in an address. */
export const secretsIn = ({ credentials, tls, proxy, headers = {} }: ServerAddress): string[] =>
  [credentials?.password, tls?.keyPassword, proxy?.password, ...Object.values(headers)].filter(
    (secret) => secret !== undefined,
  );
