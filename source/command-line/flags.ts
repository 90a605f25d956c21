import { notifyModes } from '../model/attention.ts';
import { decodeFlagRows } from './decode-flag-rows.ts';
import type { Flag } from './flag.ts';
import { historyFlagRows } from './history-flag-rows.ts';
import { pubFlagRows } from './pub-flag-rows.ts';
import { recordFlagRows } from './record-flag-rows.ts';
import { scriptFlagRows } from './script-flag-rows.ts';
import { subFlagRows } from './sub-flag-rows.ts';
import { treeFlagRows } from './tree-flag-rows.ts';

const text = { is: 'text' } as const;
const onOff = { is: 'switch' } as const;
const qos = { is: 'whole', from: 0, to: 2 } as const;

/** Every flag of every command: the parser, `--help` and docs/ read these rows. */
export const flags: readonly Flag[] = [
  ...subFlagRows,
  ...pubFlagRows,
  ...recordFlagRows,
  ...scriptFlagRows,
  {
    name: 'host',
    short: 'h',
    kind: text,
    value: 'HOST',
    use: 'screen',
    description:
      'broker to connect to; without it the one on 127.0.0.1, else an embedded one is started',
  },
  {
    name: 'port',
    short: 'p',
    kind: { is: 'whole', from: 1, to: 65_535 },
    value: 'PORT',
    use: 'connection',
    description: 'port of the broker (1883; 8883 with TLS)',
  },
  {
    name: 'url',
    short: 'L',
    kind: text,
    value: 'URL',
    use: 'connection',
    description: 'the broker as a URL: mqtt:, mqtts:, ws: or wss:, as wss://host:443/mqtt',
  },
  {
    name: 'username',
    short: 'u',
    kind: text,
    value: 'NAME',
    use: 'login',
    description: 'user name',
  },
  {
    name: 'password',
    short: 'P',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'PASSWORD',
    use: 'login',
    description: 'password; other users of the machine may see it, --password-file is safer',
  },
  {
    name: 'password-file',
    kind: text,
    value: 'FILE',
    use: 'login',
    description: "read the password from a file's first line",
  },
  {
    name: 'ask-password',
    kind: onOff,
    use: 'screen',
    description: 'ask for the password on the screen',
  },
  {
    name: 'nick',
    short: 'n',
    kind: text,
    value: 'NAME',
    use: 'screen',
    description: 'your name in the chat; asked for when not given',
  },
  {
    name: 'room',
    short: 'r',
    kind: { is: 'texts' },
    value: 'TOPIC',
    use: 'screen',
    description: 'room to join, repeatable (chat)',
  },
  {
    name: 'greeting',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'TEXT',
    use: 'screen',
    description: 'said once in each room on joining; empty for nothing (Hello,anyone!)',
  },
  {
    name: 'highlight',
    kind: { is: 'texts' },
    value: 'WORD',
    use: 'screen',
    description: 'a word that stands out as your name does, repeatable',
  },
  {
    name: 'notify',
    kind: { is: 'choice', of: notifyModes },
    value: 'MODE',
    use: 'screen',
    description:
      'tell of a mention while the terminal has not the focus: off, bell or desktop (bell)',
  },
  {
    name: 'devices',
    kind: onOff,
    use: 'screen',
    description: 'show devices that publish their availability among the people',
  },
  { name: 'no-chat', kind: onOff, use: 'screen', description: 'only watch topics' },
  {
    name: 'topic',
    short: 't',
    kind: { is: 'texts' },
    value: 'FILTER',
    use: 'screen',
    description: 'topic filter to watch, repeatable (#)',
  },
  {
    name: 'qos',
    short: 'q',
    kind: qos,
    value: 'QOS',
    use: 'screen',
    description: 'QoS of the watched topic filters, 0 to 2 (0)',
  },
  { name: 'no-monitor', kind: onOff, use: 'screen', description: 'only chat' },
  {
    name: 'client-id',
    short: 'i',
    kind: text,
    value: 'ID',
    use: 'screen',
    description: 'client identifier (a random one); the connection that watches adds -w',
  },
  {
    name: 'keepalive',
    short: 'k',
    kind: { is: 'whole', from: 0, to: 65_535 },
    value: 'SECONDS',
    use: 'connection',
    description: 'keep alive; 0 switches it off (60)',
  },
  {
    name: 'protocol-version',
    short: 'V',
    kind: { is: 'choice', of: ['auto', '5', '3.1.1', '3.1'] },
    value: 'VERSION',
    use: 'connection',
    description: 'MQTT version: auto, 5, 3.1.1 or 3.1 (auto: 5, then 3.1.1)',
  },
  {
    name: 'cafile',
    kind: text,
    value: 'FILE',
    use: 'connection',
    description: 'trust the certificate authorities in this PEM file; turns TLS on',
  },
  {
    name: 'cert',
    kind: text,
    value: 'FILE',
    use: 'connection',
    description: 'client certificate, PEM; turns TLS on',
  },
  {
    name: 'key',
    kind: text,
    value: 'FILE',
    use: 'connection',
    description: 'private key of the client certificate, PEM',
  },
  {
    name: 'insecure',
    kind: onOff,
    use: 'connection',
    description: "do not check the broker's certificate; turns TLS on",
  },
  {
    name: 'will-topic',
    kind: text,
    value: 'TOPIC',
    use: 'connection',
    description: 'topic of a will message of your own',
  },
  {
    name: 'will-payload',
    kind: { is: 'text', mayBeEmpty: true },
    value: 'TEXT',
    use: 'connection',
    description: 'its payload',
  },
  {
    name: 'will-qos',
    kind: qos,
    value: 'QOS',
    use: 'connection',
    description: 'its QoS, 0 to 2 (0)',
  },
  { name: 'will-retain', kind: onOff, use: 'connection', description: 'retain it' },
  {
    name: 'history',
    kind: { is: 'whole', from: 1, to: 1_000_000 },
    value: 'COUNT',
    use: 'show',
    description: 'messages kept per topic (100)',
  },
  ...historyFlagRows,
  {
    name: 'memory',
    kind: { is: 'whole', from: 1, to: 65_536 },
    value: 'MIB',
    use: 'show',
    description: 'memory for all topics and their messages, MiB (256)',
  },
  {
    name: 'max-topics',
    kind: { is: 'whole', from: 1, to: 10_000_000 },
    value: 'COUNT',
    use: 'show',
    description: 'topics kept in the tree (200000)',
  },
  {
    name: 'payload-limit',
    kind: { is: 'whole', from: 1, to: 262_144 },
    value: 'KIB',
    use: 'show',
    description: 'kept of one payload, KiB (1024)',
  },
  ...treeFlagRows,
  ...decodeFlagRows,
  {
    name: 'fps',
    kind: { is: 'whole', from: 1, to: 30 },
    value: 'NUMBER',
    use: 'show',
    description:
      'frames a second for what devices send, at most (10); 4 without a key for 5 seconds, 1 without the focus',
  },
  {
    name: 'screen-reader',
    kind: onOff,
    use: 'show',
    description:
      'print what is said and what comes line by line, for a screen reader; also INK_SCREEN_READER=true',
  },
  { name: 'no-mouse', kind: onOff, use: 'show', description: 'leave the mouse to the terminal' },
  {
    name: 'listen',
    kind: text,
    value: 'HOST:PORT',
    use: 'broker',
    description:
      'where the broker listens; beyond loopback it needs a user name and password (127.0.0.1:1883)',
  },
  { name: 'help', kind: onOff, use: 'all', description: 'show this help' },
  { name: 'version', kind: onOff, use: 'all', description: 'show the version' },
];
