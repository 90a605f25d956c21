import { isIP } from 'node:net';
import { topicFilterProblem } from '../../../mqtt/topic.ts';
import { settings as rows } from '../../flags.ts';
import { UsageError } from '../../usage-error.ts';
import { checkValue } from '../check-value.ts';
import type { TomlValue } from '../toml-text.ts';

/** What of the connection the other program had as a file's content, and the key for the file's path. */
export type CertificateFile = {
  readonly key: 'cafile' | 'cert' | 'key';
  readonly content: Buffer;
};

/** Where a broker listens, as another program spells it. */
export type ForeignAddress = {
  readonly protocol: string;
  readonly host: string;
  readonly port: number | undefined;
  /** Of a WebSocket. */
  readonly path?: string | undefined;
};

const hostInUrl = (text: string): string | undefined => {
  // People also type a scheme.
  const host = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 6) return `[${host}]`;
  return /^[^\s\p{Cc}/?#@:[\]\\]{1,253}$/u.test(host) ? host : undefined;
};

const pathInUrl = (path: string): string =>
  /^[^\s\p{Cc}#]*$/u.test(path) ? `/${path.replace(/^\/+/, '')}` : '/';

/** A connection of another program while it becomes a profile: our keys, and a sentence for whatever has none. */
export class ImportedConnection {
  /** Its name in the other program. */
  readonly formerName: string;
  readonly settings: Record<string, TomlValue> = {};
  readonly files: CertificateFile[] = [];
  readonly leftOut: string[] = [];
  /** Where it connects to, without user name and password. */
  address = '';
  readonly #keepsSecrets: boolean;

  /** `keepsSecrets`: whether nobody else can read the file that it goes into. */
  constructor(formerName: string, keepsSecrets: boolean) {
    this.formerName = formerName;
    this.#keepsSecrets = keepsSecrets;
  }

  leaveOut(sentence: string): void {
    if (!this.leftOut.includes(sentence)) this.leftOut.push(sentence);
  }

  /** Sets a key, unless its flag does not take the value. */
  set(key: string, value: string | number | boolean | readonly string[]): void {
    const row = rows.get(key);
    if (row === undefined) throw new Error(`no setting ${key}`);
    try {
      checkValue(row, Number.isInteger(value) ? BigInt(value as number) : value, {
        folder: '/',
        home: '',
      });
      this.settings[key] = value;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.leaveOut(`Its ${key} is left out: it cannot be used here.`);
    }
  }

  /** Sets the broker's address; returns whether it is one. */
  connectTo({ protocol, host, port, path }: ForeignAddress): boolean {
    const name = hostInUrl(host);
    if (name === undefined) return false;
    const isPort = port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535;
    if (port !== undefined && !isPort)
      this.leaveOut('Its port is left out: it is not a number from 1 to 65535.');
    const isWebSocket = protocol === 'ws' || protocol === 'wss';
    const rest = isWebSocket ? pathInUrl(path ?? '') : '';
    const url = `${protocol}://${name}${isPort ? `:${port}` : ''}${rest}`;
    this.address = url.replace(/\?.*$/, '');
    this.set('url', [url]);
    return true;
  }

  /** Sets a key that others must not read, unless they can read the file. */
  setSecret(key: 'password' | 'proxy', value: string): void {
    if (this.#keepsSecrets) this.set(key, value);
    else
      this.leaveOut(
        `Its ${key} is left out: others can read the file it would go into. Run chmod 600 on that, and import again.`,
      );
  }

  /** Sets the topic filters to watch, with the QoS if they all have the same. */
  watch(subscriptions: readonly { readonly topic: string; readonly qos: number }[]): void {
    const fine = subscriptions.filter(({ topic }) => topicFilterProblem(topic) === undefined);
    if (fine.length < subscriptions.length)
      this.leaveOut('Subscriptions that are not topic filters are left out.');
    if (fine.length === 0) return;
    this.set('topic', [...new Set(fine.map(({ topic }) => topic))]);
    const levels = new Set(fine.map(({ qos }) => qos));
    const [qos] = levels;
    if (levels.size > 1) this.leaveOut('Its subscriptions differ in QoS; here all have QoS 0.');
    else if (qos !== undefined && qos !== 0) this.set('qos', qos);
  }

  /** Keeps a certificate or key, to be written to its own file later. */
  addFile(key: CertificateFile['key'], content: Buffer): void {
    if (content.includes('-----BEGIN ')) this.files.push({ key, content });
    else this.leaveOut(`Its ${key} is left out: it is not PEM.`);
  }
}
