/** How a flag's value is read. */
export type FlagKind =
  | { readonly is: 'switch' }
  | { readonly is: 'text'; readonly mayBeEmpty?: boolean }
  | { readonly is: 'texts' }
  | { readonly is: 'whole'; readonly from: number; readonly to: number }
  | { readonly is: 'choice'; readonly of: readonly string[] };

/** What of the program takes the flag. */
export type FlagUse = 'screen' | 'broker' | 'both';

/** A row of the table of flags. */
export type Flag = {
  /** As typed, without the dashes; `no-…` for what is on unless switched off. */
  readonly name: string;
  readonly short?: string;
  readonly kind: FlagKind;
  /** Stands for the value in the help. */
  readonly value?: string;
  readonly use: FlagUse;
  /** What it does, default included. */
  readonly does: string;
};

const text = { is: 'text' } as const;
const onOff = { is: 'switch' } as const;
const qos = { is: 'whole', from: 0, to: 2 } as const;

/** Every flag of every command: the parser, `--help` and the README read these rows. */
export const flags: readonly Flag[] = [
  {
    name: 'host',
    short: 'h',
    kind: text,
    value: 'HOST',
    use: 'screen',
    does: 'broker to connect to; without it the one on 127.0.0.1, else an embedded one is started',
  },
  {
    name: 'port',
    short: 'p',
    kind: { is: 'whole', from: 1, to: 65_535 },
    value: 'PORT',
    use: 'screen',
    does: 'port of the broker (1883; 8883 with TLS)',
  },
  {
    name: 'url',
    short: 'L',
    kind: text,
    value: 'URL',
    use: 'screen',
    does: 'the broker as a URL: mqtt:, mqtts:, ws: or wss:, as wss://host:443/mqtt',
  },
  { name: 'username', short: 'u', kind: text, value: 'NAME', use: 'both', does: 'user name' },
  {
    name: 'password',
    short: 'P',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'PASSWORD',
    use: 'both',
    does: 'password; other users of the machine may see it, --password-file is safer',
  },
  {
    name: 'password-file',
    kind: text,
    value: 'FILE',
    use: 'both',
    does: "read the password from a file's first line",
  },
  { name: 'ask-password', kind: onOff, use: 'screen', does: 'ask for the password on the screen' },
  {
    name: 'nick',
    short: 'n',
    kind: text,
    value: 'NAME',
    use: 'screen',
    does: 'your name in the chat; asked for when not given',
  },
  {
    name: 'room',
    short: 'r',
    kind: { is: 'texts' },
    value: 'TOPIC',
    use: 'screen',
    does: 'room to join, repeatable (chat)',
  },
  {
    name: 'greeting',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'TEXT',
    use: 'screen',
    does: 'said once in each room on joining; empty for nothing (Hello,anyone!)',
  },
  { name: 'no-chat', kind: onOff, use: 'screen', does: 'only watch topics' },
  {
    name: 'topic',
    short: 't',
    kind: { is: 'texts' },
    value: 'FILTER',
    use: 'screen',
    does: 'topic filter to watch, repeatable (#)',
  },
  {
    name: 'qos',
    short: 'q',
    kind: qos,
    value: 'QOS',
    use: 'screen',
    does: 'QoS of the watched topic filters, 0 to 2 (0)',
  },
  { name: 'no-monitor', kind: onOff, use: 'screen', does: 'only chat' },
  {
    name: 'client-id',
    short: 'i',
    kind: text,
    value: 'ID',
    use: 'screen',
    does: 'client identifier (a random one); the connection that watches adds -w',
  },
  {
    name: 'keepalive',
    short: 'k',
    kind: { is: 'whole', from: 0, to: 65_535 },
    value: 'SECONDS',
    use: 'screen',
    does: 'keep alive; 0 switches it off (60)',
  },
  {
    name: 'protocol-version',
    short: 'V',
    kind: { is: 'choice', of: ['auto', '5', '3.1.1', '3.1'] },
    value: 'VERSION',
    use: 'screen',
    does: 'MQTT version: auto, 5, 3.1.1 or 3.1 (auto: 5, then 3.1.1)',
  },
  {
    name: 'cafile',
    kind: text,
    value: 'FILE',
    use: 'screen',
    does: 'trust the certificate authorities in this PEM file; turns TLS on',
  },
  {
    name: 'cert',
    kind: text,
    value: 'FILE',
    use: 'screen',
    does: 'client certificate, PEM; turns TLS on',
  },
  {
    name: 'key',
    kind: text,
    value: 'FILE',
    use: 'screen',
    does: 'private key of the client certificate, PEM',
  },
  {
    name: 'insecure',
    kind: onOff,
    use: 'screen',
    does: "do not check the broker's certificate; turns TLS on",
  },
  {
    name: 'will-topic',
    kind: text,
    value: 'TOPIC',
    use: 'screen',
    does: 'topic of a will message of your own',
  },
  {
    name: 'will-payload',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'TEXT',
    use: 'screen',
    does: 'its payload',
  },
  { name: 'will-qos', kind: qos, value: 'QOS', use: 'screen', does: 'its QoS, 0 to 2 (0)' },
  { name: 'will-retain', kind: onOff, use: 'screen', does: 'retain it' },
  {
    name: 'history',
    kind: { is: 'whole', from: 1, to: 1_000_000 },
    value: 'COUNT',
    use: 'screen',
    does: 'messages kept per topic (100)',
  },
  {
    name: 'memory',
    kind: { is: 'whole', from: 1, to: 65_536 },
    value: 'MIB',
    use: 'screen',
    does: 'memory for all topics and their messages, MiB (256)',
  },
  {
    name: 'max-topics',
    kind: { is: 'whole', from: 1, to: 10_000_000 },
    value: 'COUNT',
    use: 'screen',
    does: 'topics kept in the tree (200000)',
  },
  {
    name: 'payload-limit',
    kind: { is: 'whole', from: 1, to: 262_144 },
    value: 'KIB',
    use: 'screen',
    does: 'kept of one payload, KiB (64)',
  },
  { name: 'no-mouse', kind: onOff, use: 'screen', does: 'leave the mouse to the terminal' },
  {
    name: 'listen',
    kind: text,
    value: 'HOST:PORT',
    use: 'broker',
    does: 'where the broker listens; beyond loopback it needs a user name and password (127.0.0.1:1883)',
  },
  { name: 'help', kind: onOff, use: 'both', does: 'show this help' },
  { name: 'version', kind: onOff, use: 'both', does: 'show the version' },
];

/** The environment variable that stands for a flag, as `MQTT_TUI_PASSWORD_FILE`. */
export const environmentName = (flag: Flag): string =>
  `MQTT_TUI_${flag.name.replaceAll('-', '_').toUpperCase()}`;
