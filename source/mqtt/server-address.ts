/** The TLS options (file contents, not paths). */
export type TlsOptions = {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Accept any certificate. */
  readonly insecure?: boolean;
};

/** Where a broker listens. */
export type ServerAddress = {
  readonly protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss';
  readonly host: string;
  readonly port: number;
  /** The path of a WebSocket, such as `/mqtt`. */
  readonly path?: string;
  readonly tls?: TlsOptions;
  /** Its own user name and password, in place of those that all servers share. */
  readonly credentials?: { readonly username?: string; readonly password?: string };
};

/** The default port. */
export const defaultPorts: Readonly<Record<ServerAddress['protocol'], number>> = {
  mqtt: 1883,
  mqtts: 8883,
  ws: 80,
  wss: 443,
};

/** Host and port for display, such as `127.0.0.1:1883` or `mqtts://[::1]:8883`; without a query, which may contain a token. */
export const addressInWords = (address: ServerAddress): string => {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  const scheme = address.protocol === 'mqtt' ? '' : `${address.protocol}://`;
  return `${scheme}${host}:${address.port}${address.path?.replace(/\?.*$/s, '') ?? ''}`;
};
