import { MiB } from '../format/size.ts';
import { notifyModes } from '../model/attention.ts';
import type { QoS } from '../mqtt/message.ts';
import { defaultBrokerLimits } from '../mqtt/broker/broker-limits.ts';
import { defaultPorts } from '../mqtt/server-address.ts';
import { type CommandIn, type CommandName, commandsOf, type Flag, type FlagUse } from './flag.ts';

const sub = { use: 'sub', isTypedOnly: true } as const;
const wait = { use: 'wait', isTypedOnly: true } as const;
const print = { use: 'print', isTypedOnly: true } as const;
const pub = { use: 'pub', isTypedOnly: true } as const;
const request = { use: 'request', isTypedOnly: true } as const;
const publish = { use: 'publish', isTypedOnly: true } as const;
const replay = { use: 'replay', isTypedOnly: true } as const;

const topicFilter = { name: 'topic', short: 't', type: 'strings', placeholder: 'FILTER' } as const;
const qos = { name: 'qos', short: 'q', type: 'qos', placeholder: 'QOS' } as const;
const verbose = {
  name: 'verbose',
  short: 'v',
  type: 'boolean',
  description: 'print the topic before the payload',
} as const;
const format = {
  name: 'format',
  short: 'F',
  type: 'string',
  mayBeEmpty: true,
  placeholder: 'FORMAT',
  description: 'print each message in a format of mosquitto_sub, such as "%I %t %p"',
} as const;
const pretty = { name: 'pretty', type: 'boolean' } as const;
const responseTopic = { name: 'response-topic', type: 'string', placeholder: 'TOPIC' } as const;
const host = {
  name: 'host',
  short: 'h',
  type: 'strings',
  placeholder: 'HOST',
  description: 'broker to connect to, repeatable: its servers are tried in turn',
} as const;
const decode = {
  name: 'decode',
  type: 'strings',
  placeholder: '[FILTER=]DECODER',
} as const;
const proto = { name: 'proto', type: 'strings', placeholder: 'FILE' } as const;
const clientId = {
  name: 'client-id',
  short: 'i',
  type: 'string',
  placeholder: 'ID',
  whenUnset: 'random',
} as const;

/**
 * One table, however long: whoever looks for a flag, a letter or a default finds it here, and nothing else.
 * Short forms are those of Mosquitto's tools, for flags that these have too.
 */
const rows = [
  // sub
  {
    ...topicFilter,
    use: 'sub',
    description: 'topic filter to subscribe to, repeatable; -t is optional',
  },
  {
    ...qos,
    default: 0,
    use: 'sub',
    description: 'QoS of the subscriptions',
  },
  { ...verbose, ...sub },
  { ...verbose, ...request },
  {
    ...print,
    name: 'json',
    short: 'j',
    type: 'boolean',
    description: 'print each message as a line of JSON, with its properties and exact bytes',
  },
  { ...format, ...sub, default: '%p' },
  { ...format, ...request, default: '%p' },
  { ...format, ...wait, default: '%t %p' },
  {
    ...sub,
    name: 'csv',
    type: 'boolean',
    description: 'print each message as a record of a CSV file, after a header',
  },
  {
    ...sub,
    ...decode,
    description:
      "decode payloads, these topics' or all, with this decoder, repeatable: hex, 'raw/+=cbor'",
  },
  {
    ...sub,
    ...proto,
    description: 'a .proto file with message types for --decode, repeatable',
  },
  {
    ...sub,
    ...pretty,
    description: 'print decoded payloads over several lines, and JSON of --json, %j and %J',
  },
  { ...wait, ...pretty, description: 'print JSON of --json, %j and %J over several lines' },
  { ...request, ...pretty, description: 'print JSON of --json, %j and %J over several lines' },
  {
    ...print,
    name: 'no-newline',
    short: 'N',
    type: 'boolean',
    description: 'do not end messages with a newline',
  },
  {
    ...print,
    name: 'raw',
    type: 'boolean',
    description: 'print control characters to a terminal unchanged',
  },
  {
    ...sub,
    name: 'count',
    short: 'C',
    type: 'integer',
    range: [1, 999_999_999],
    placeholder: 'COUNT',
    description: 'exit after this many messages',
  },
  {
    ...print,
    name: 'timeout',
    short: 'W',
    type: 'number',
    range: [0, 2_000_000],
    placeholder: 'SECONDS',
    description: 'exit after this time, with exit code 27',
  },
  {
    ...sub,
    name: 'retained-only',
    type: 'boolean',
    description: 'print only what is retained, and exit once all of it has come',
  },
  {
    ...sub,
    name: 'remove-retained',
    type: 'boolean',
    description: 'clear each retained message that comes, but for --filter-out',
  },
  {
    ...print,
    name: 'no-retained',
    short: 'R',
    type: 'boolean',
    description: 'skip messages that were retained before',
  },
  {
    ...sub,
    name: 'filter-out',
    short: 'T',
    type: 'strings',
    placeholder: 'FILTER',
    description: 'skip topics that match this topic filter, repeatable',
  },
  {
    ...sub,
    name: 'filter',
    type: 'strings',
    placeholder: 'FILTER',
    description: "take only what passes a filter of the tree, repeatable: 'json:.temp>30'",
  },
  {
    ...sub,
    name: 'no-clean-start',
    short: 'c',
    type: 'boolean',
    description: 'resume the session of --client-id, and let the broker keep it afterwards',
  },
  {
    ...sub,
    name: 'session-expiry',
    short: 'x',
    type: 'string',
    placeholder: 'SECONDS',
    whenUnset: '-1 with -c, or else 0',
    description: 'MQTT 5: how long the broker keeps the session after the end; -1 for ever',
  },
  {
    ...sub,
    name: 'subscribe-only',
    short: 'E',
    type: 'boolean',
    description: 'exit once the broker has acknowledged all subscriptions',
  },
  {
    ...sub,
    name: 'unsubscribe',
    short: 'U',
    type: 'strings',
    placeholder: 'FILTER',
    description: 'unsubscribe from a topic filter of a session that was kept, repeatable',
  },
  // wait
  {
    ...wait,
    ...qos,
    default: 0,
    description: 'QoS of the subscriptions',
  },
  {
    ...wait,
    name: 'any',
    type: 'boolean',
    description: 'wait until one of the conditions is met, which is the default',
  },
  {
    ...wait,
    name: 'all',
    type: 'boolean',
    description: 'wait until all conditions are met at the same time',
  },
  {
    ...wait,
    name: 'for',
    type: 'string',
    placeholder: 'TIME',
    description: 'they must stay met for so long: 10s, 5m',
  },
  {
    ...wait,
    name: 'stale',
    type: 'string',
    placeholder: 'TIME',
    description: 'wait until nothing has come for so long on topics given without a condition',
  },
  {
    ...wait,
    name: 'changed',
    type: 'boolean',
    description: 'wait until the value changes on topics given without a condition',
  },
  {
    ...wait,
    name: 'count',
    short: 'C',
    type: 'integer',
    range: [1, 999_999_999],
    placeholder: 'COUNT',
    whenUnset: '1; with --exec without end',
    description: 'exit after they were met this many times',
  },
  {
    ...wait,
    name: 'exec',
    type: 'string',
    placeholder: 'COMMAND',
    description:
      'each time run this in the shell instead of printing, with MQTT_TOPIC, MQTT_PAYLOAD …',
  },
  // pub and request
  {
    ...publish,
    name: 'topic',
    short: 't',
    type: 'string',
    placeholder: 'TOPIC',
    description: 'topic to publish to',
  },
  {
    ...publish,
    name: 'message',
    short: 'm',
    type: 'string',
    mayBeEmpty: true,
    placeholder: 'TEXT',
    description: 'publish this text',
  },
  {
    ...publish,
    name: 'file',
    short: 'f',
    type: 'string',
    placeholder: 'FILE',
    description: 'publish the contents of a file',
  },
  {
    ...pub,
    name: 'lines',
    short: 'l',
    type: 'boolean',
    description: 'publish each line of standard input as a message',
  },
  {
    ...publish,
    name: 'stdin',
    short: 's',
    type: 'boolean',
    description: 'publish all of standard input as one message',
  },
  {
    ...publish,
    name: 'null',
    short: 'n',
    type: 'boolean',
    description: 'publish an empty message',
  },
  {
    ...pub,
    name: 'retain',
    short: 'r',
    type: 'boolean',
    description: 'ask the broker to retain the message',
  },
  {
    ...publish,
    ...qos,
    default: 0,
    description: 'QoS of the message',
  },
  {
    ...pub,
    name: 'repeat',
    type: 'integer',
    range: [1, 999_999_999],
    default: 1,
    placeholder: 'COUNT',
    description: 'publish the message this many times',
  },
  {
    ...pub,
    name: 'repeat-delay',
    type: 'number',
    range: [0, 2_000_000],
    default: 0,
    placeholder: 'SECONDS',
    description: 'how long to wait between repetitions',
  },
  {
    ...pub,
    name: 'fill',
    type: 'boolean',
    description: 'fill in {{n}}, {{now}} and {{random 1 10}} in each message',
  },
  {
    ...publish,
    name: 'content-type',
    type: 'string',
    placeholder: 'TEXT',
    description: 'MQTT 5: what the payload is, such as application/json',
  },
  { ...pub, ...responseTopic, description: 'MQTT 5: topic to respond to' },
  {
    ...request,
    ...responseTopic,
    short: 'e',
    description: 'topic of the response; needed before MQTT 5',
    whenUnset: 'random',
  },
  {
    ...publish,
    name: 'correlation-data',
    type: 'string',
    placeholder: 'TEXT',
    description: 'MQTT 5: what the response refers to',
  },
  {
    ...publish,
    name: 'expiry',
    type: 'integer',
    range: [0, 999_999_999],
    placeholder: 'SECONDS',
    description: 'MQTT 5: how long the broker keeps the message',
  },
  {
    ...publish,
    name: 'user-property',
    type: 'strings',
    placeholder: 'NAME=VALUE',
    description: 'MQTT 5: a property of your own, repeatable',
  },
  {
    ...publish,
    name: 'utf8',
    type: 'boolean',
    description: 'MQTT 5: mark the payload as UTF-8 text',
  },
  // record and replay
  {
    ...topicFilter,
    default: ['#'],
    use: 'record',
    description: 'topic filter to record, repeatable',
  },
  {
    ...qos,
    default: 2,
    use: 'record',
    description: 'QoS of the subscriptions; no message is recorded with a higher one',
  },
  {
    name: 'append',
    type: 'boolean',
    use: 'record',
    isTypedOnly: true,
    description: 'append to a file that exists',
  },
  {
    name: 'force',
    type: 'boolean',
    use: 'record',
    isTypedOnly: true,
    description: 'replace a file that exists',
  },
  {
    name: 'rotate',
    type: 'string',
    use: 'record',
    placeholder: 'TIME',
    description:
      'begin a new file after this time, by the clock: 1h on the hour, 1d at midnight; older ones get the date in their name',
  },
  {
    name: 'keep',
    type: 'integer',
    range: [1, 1_000_000],
    use: 'record',
    placeholder: 'COUNT',
    description: 'how many older files to keep with --rotate',
    whenUnset: 'all',
  },
  {
    ...replay,
    name: 'speed',
    type: 'number',
    range: [0, 1_000_000],
    default: 1,
    placeholder: 'FACTOR',
    description: 'speed: 2 is twice as fast as recorded, 0 as fast as the broker accepts',
  },
  {
    ...replay,
    name: 'prefix',
    type: 'string',
    default: '',
    placeholder: 'PREFIX',
    description: 'prefix for every topic name, such as test/',
  },
  {
    ...replay,
    name: 'loop',
    type: 'boolean',
    description: 'start over at the end, until a signal ends it',
  },
  // clean
  {
    name: 'dry-run',
    type: 'boolean',
    use: 'clean',
    isTypedOnly: true,
    description: 'clear nothing: list the topics, one per line, and count them',
  },
  {
    name: 'yes',
    short: 'y',
    type: 'boolean',
    use: 'clean',
    isTypedOnly: true,
    description: 'do not ask; needed where standard input is not a terminal',
  },
  {
    name: 'filter-out',
    short: 'T',
    type: 'strings',
    placeholder: 'FILTER',
    use: 'clean',
    isTypedOnly: true,
    description: 'leave topics that match this topic filter alone, repeatable',
  },
  // all commands for scripts
  {
    name: 'quiet',
    type: 'boolean',
    use: 'script',
    isTypedOnly: true,
    description: 'print nothing on standard error',
  },
  {
    name: 'debug',
    short: 'd',
    type: 'boolean',
    use: 'script',
    isTypedOnly: true,
    description: 'print every packet sent and received on standard error, without payloads',
  },
  {
    ...host,
    default: ['127.0.0.1'],
    use: 'script',
  },
  {
    ...clientId,
    use: 'script',
    description: 'client identifier',
  },
  // the screen: broker and login
  {
    name: 'demo',
    type: 'boolean',
    use: 'screen',
    isTypedOnly: true,
    description: 'show a house and people who chat, made up on this machine; nothing is kept',
  },
  {
    ...host,
    use: 'live',
    whenUnset: 'the one on 127.0.0.1, or else an embedded one',
  },
  {
    name: 'port',
    short: 'p',
    type: 'integer',
    range: [1, 65_535],
    placeholder: 'PORT',
    use: 'connection',
    description: 'port of the broker',
    whenUnset: `${defaultPorts.mqtt}, or ${defaultPorts.mqtts} with TLS`,
  },
  {
    name: 'url',
    short: 'L',
    type: 'strings',
    placeholder: 'URL',
    use: 'connection',
    description:
      'the broker as a URL, repeatable: mqtt:, mqtts:, ws:, wss: or mqtt+unix:, such as wss://host:443/mqtt',
  },
  {
    name: 'unix',
    type: 'string',
    placeholder: 'PATH',
    use: 'connection',
    description: 'connect to a Unix socket instead of a host; as a URL mqtt+unix:///PATH',
  },
  {
    name: 'ws-header',
    type: 'strings',
    placeholder: "'NAME: VALUE'",
    use: 'connection',
    description:
      "header of a WebSocket's request, repeatable; other users of the machine may see it",
  },
  {
    name: 'proxy',
    type: 'string',
    placeholder: 'URL',
    whenUnset: 'that of ALL_PROXY, HTTPS_PROXY or HTTP_PROXY, but not for this machine or NO_PROXY',
    use: 'connection',
    description: 'connect through a proxy, socks5://HOST:PORT or http://HOST:PORT; none for none',
  },
  {
    name: 'connect-property',
    type: 'strings',
    placeholder: 'NAME=VALUE',
    use: 'connection',
    description: 'user property of the connection (MQTT 5), repeatable',
  },
  {
    name: 'username',
    short: 'u',
    type: 'string',
    placeholder: 'NAME',
    use: 'login',
    description: 'user name',
  },
  {
    name: 'password',
    short: 'P',
    type: 'string',
    mayBeEmpty: true,
    placeholder: 'PASSWORD',
    use: 'login',
    description: 'password; other users of the machine may see it, --password-file is safer',
  },
  {
    name: 'password-file',
    type: 'string',
    placeholder: 'FILE',
    use: 'login',
    description: 'read the password from the first line of a file',
  },
  {
    name: 'ask-password',
    type: 'boolean',
    use: 'live',
    description: 'ask for the password on the screen',
  },
  // the chat
  {
    name: 'nick',
    short: 'n',
    type: 'string',
    placeholder: 'NAME',
    use: 'screen',
    description:
      'your name in the chat; without it the last one on this broker, or the screen asks for one',
  },
  {
    name: 'room',
    short: 'r',
    type: 'strings',
    default: ['chat'],
    placeholder: 'TOPIC',
    use: 'screen',
    description: 'room to join, repeatable',
  },
  {
    name: 'greeting',
    type: 'string',
    mayBeEmpty: true,
    default: 'Hello,anyone!',
    placeholder: 'TEXT',
    use: 'screen',
    description: 'what to say in a room on joining it, not at the next starts; empty for nothing',
  },
  {
    name: 'highlight',
    type: 'strings',
    placeholder: 'WORD',
    use: 'screen',
    description: 'word to highlight like your name, repeatable',
  },
  {
    name: 'notify',
    type: 'choice',
    choices: notifyModes,
    default: 'bell',
    placeholder: 'MODE',
    use: 'screen',
    description: 'how to notify you of a mention while the terminal has no focus',
  },
  {
    name: 'devices',
    type: 'boolean',
    use: 'screen',
    description: 'show devices that publish their availability among the people',
  },
  { name: 'no-chat', type: 'boolean', use: 'screen', description: 'only watch topics' },
  // watching
  {
    ...topicFilter,
    default: ['#'],
    use: 'live',
    description: 'topic filter to watch, repeatable',
  },
  {
    ...qos,
    default: 0,
    use: 'live',
    description: 'QoS of the watched topic filters',
  },
  { name: 'no-monitor', type: 'boolean', use: 'screen', description: 'only chat' },
  // the connection
  {
    ...clientId,
    use: 'live',
    description: 'client identifier; the connection that watches adds -w',
  },
  {
    name: 'keepalive',
    short: 'k',
    type: 'integer',
    range: [0, 65_535],
    default: 60,
    placeholder: 'SECONDS',
    use: 'connection',
    description: 'keep alive; 0 switches it off',
  },
  {
    name: 'protocol-version',
    short: 'V',
    type: 'choice',
    choices: ['auto', '5', '3.1.1', '3.1'],
    spellings: new Map([
      ['mqttv5', '5'],
      ['mqttv311', '3.1.1'],
      ['311', '3.1.1'],
      ['mqttv31', '3.1'],
      ['31', '3.1'],
    ]),
    default: 'auto',
    placeholder: 'VERSION',
    use: 'connection',
    description: 'MQTT version; auto tries 5, then 3.1.1; 311 and mqttv311 mean 3.1.1',
  },
  {
    name: 'cafile',
    type: 'string',
    placeholder: 'FILE',
    use: 'connection',
    description: 'trust the certificate authorities in this PEM file; turns TLS on',
  },
  {
    name: 'cert',
    type: 'string',
    placeholder: 'FILE',
    use: 'connection',
    description: 'client certificate, PEM; turns TLS on',
  },
  {
    name: 'key',
    type: 'string',
    placeholder: 'FILE',
    use: 'connection',
    description: 'private key of the client certificate, PEM',
  },
  {
    name: 'key-password-file',
    type: 'string',
    placeholder: 'FILE',
    use: 'connection',
    description: 'read the password of an encrypted --key from the first line of a file',
  },
  {
    name: 'alpn',
    type: 'strings',
    placeholder: 'PROTOCOL',
    use: 'connection',
    description: 'application protocol to offer (ALPN), repeatable; turns TLS on',
  },
  {
    name: 'tls-version',
    type: 'choice',
    choices: ['auto', '1.2', '1.3'],
    default: 'auto',
    placeholder: 'VERSION',
    use: 'connection',
    description: 'the one TLS version to speak, which turns TLS on; auto speaks both',
  },
  {
    name: 'ciphers',
    type: 'string',
    placeholder: 'LIST',
    use: 'connection',
    description: "ciphers to offer, in OpenSSL's spelling; turns TLS on",
  },
  {
    name: 'insecure',
    type: 'boolean',
    use: 'connection',
    description: "do not verify the broker's certificate; turns TLS on",
  },
  {
    name: 'will-topic',
    type: 'string',
    placeholder: 'TOPIC',
    use: 'connection',
    description: 'topic of a will message of your own',
  },
  {
    name: 'will-payload',
    type: 'string',
    mayBeEmpty: true,
    default: '',
    placeholder: 'TEXT',
    use: 'connection',
    description: 'payload of the will message',
  },
  {
    name: 'will-qos',
    type: 'qos',
    default: 0,
    placeholder: 'QOS',
    use: 'connection',
    description: 'QoS of the will message',
  },
  {
    name: 'will-retain',
    type: 'boolean',
    use: 'connection',
    description: 'ask the broker to retain the will message',
  },
  // what is kept
  {
    name: 'history',
    type: 'integer',
    range: [1, 1_000_000],
    default: 100,
    placeholder: 'COUNT',
    use: 'show',
    description: 'messages kept per topic',
  },
  {
    name: 'no-history',
    type: 'boolean',
    use: 'live',
    description: 'keep no conversations, input, bookmarks or names on disk',
  },
  {
    name: 'keep-days',
    type: 'integer',
    range: [1, 36_500],
    default: 365,
    placeholder: 'DAYS',
    use: 'screen',
    description: 'how many days conversations are kept on disk',
  },
  {
    name: 'keep-size',
    type: 'integer',
    range: [1, 1_048_576],
    default: 256,
    placeholder: 'MIB',
    use: 'screen',
    description: 'disk space for conversations, MiB; beyond it the oldest are deleted',
  },
  {
    name: 'session-expiry',
    type: 'integer',
    range: [1, 31_536_000],
    whenUnset: 'not at all',
    placeholder: 'SECONDS',
    use: 'screen',
    description: 'how long the broker keeps what is said while you are away; needs --client-id',
  },
  {
    name: 'memory',
    type: 'integer',
    range: [1, 65_536],
    default: 256,
    placeholder: 'MIB',
    use: 'show',
    description: 'memory for all topics and their messages, MiB',
  },
  {
    name: 'max-topics',
    type: 'integer',
    range: [1, 10_000_000],
    default: 200_000,
    placeholder: 'COUNT',
    use: 'show',
    description: 'topics kept in the tree',
  },
  {
    name: 'payload-limit',
    type: 'integer',
    range: [1, 262_144],
    default: 1024,
    placeholder: 'KIB',
    use: 'show',
    description: 'how much of each payload is kept, KiB',
  },
  {
    name: 'time-format',
    type: 'string',
    default: '24h',
    placeholder: 'FORMAT',
    use: 'show',
    description:
      'how to show times: 24h, 24h-seconds, 12h, 12h-seconds, iso, or a pattern of strftime such as "%d.%m. %H:%M"',
  },
  // how topics are shown
  {
    name: 'exclude',
    type: 'strings',
    placeholder: 'FILTER',
    use: 'show',
    description:
      'hide topics from the tree, repeatable: words, a/+/b, re:, payload:, json: … as in its filter',
  },
  {
    name: 'stale',
    type: 'string',
    whenUnset: '5 times the usual interval of a regular one',
    placeholder: 'TIME',
    use: 'show',
    description: 'a topic is stale after this time without a message: 30s, 5m, 1h, 2d',
  },
  {
    ...decode,
    use: 'show',
    description:
      "how to decode payloads of these topics, repeatable: 'raw/+=hex', 'sensors/#=protobuf:my.pkg.Reading'",
  },
  {
    ...proto,
    use: 'show',
    description: 'a .proto file with message types for --decode and /decode, repeatable',
  },
  {
    name: 'fps',
    type: 'integer',
    range: [1, 30],
    default: 10,
    placeholder: 'NUMBER',
    use: 'show',
    description:
      'frames a second for what devices send, at most; 4 after 5 seconds without a key, 1 while the terminal has no focus',
  },
  {
    name: 'screen-reader',
    type: 'boolean',
    use: 'show',
    description:
      'print what is said and received line by line, for a screen reader; also INK_SCREEN_READER=true',
  },
  {
    name: 'no-mouse',
    type: 'boolean',
    use: 'show',
    description: 'leave the mouse to the terminal',
  },
  // the broker
  {
    name: 'listen',
    type: 'string',
    default: `127.0.0.1:${defaultPorts.mqtt}`,
    placeholder: 'HOST:PORT',
    use: 'broker',
    description: 'where the broker listens; beyond loopback it needs a user name and password',
  },
  {
    name: 'max-clients',
    type: 'integer',
    range: [1, 100_000],
    default: defaultBrokerLimits.clients,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many clients may be connected, and how many sessions are kept',
  },
  {
    name: 'max-queued',
    type: 'integer',
    range: [1, 1024],
    default: defaultBrokerLimits.queued / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'how much may be queued for a client before messages to it are dropped, MiB',
  },
  {
    name: 'max-memory',
    type: 'integer',
    range: [2, 65_536],
    default: defaultBrokerLimits.memory / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description:
      'memory for messages queued for all clients, MiB; beyond it the client with the longest queue is disconnected',
  },
  {
    name: 'max-packet',
    type: 'integer',
    range: [1, 256],
    default: defaultBrokerLimits.packet / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'the largest packet that a client may send, MiB',
  },
  {
    name: 'max-subscriptions',
    type: 'integer',
    range: [1, 100_000],
    default: defaultBrokerLimits.subscriptions,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many subscriptions a client may have',
  },
  {
    name: 'max-retained',
    type: 'integer',
    range: [0, 10_000_000],
    default: defaultBrokerLimits.retained,
    placeholder: 'COUNT',
    use: 'broker',
    description: 'how many retained messages are kept',
  },
  {
    name: 'max-retained-size',
    type: 'integer',
    range: [1, 65_536],
    default: defaultBrokerLimits.retainedBytes / MiB,
    placeholder: 'MIB',
    use: 'broker',
    description: 'memory for retained messages, MiB',
  },
  // all commands
  {
    name: 'help',
    type: 'boolean',
    use: 'all',
    isTypedOnly: true,
    description: 'show this help',
  },
  {
    name: 'version',
    type: 'boolean',
    use: 'all',
    isTypedOnly: true,
    description: 'show the version',
  },
] as const satisfies readonly Flag[];

/** Every flag of every command: the parser, `--help`, completion, the manual page and docs/ read these rows. */
export const flags: readonly Flag[] = rows;

/** The flags of a command, in the table's order. */
export const flagsFor = (command: CommandName): readonly Flag[] =>
  flags.filter((flag) => commandsOf(flag).includes(command));

/** Whether a flag is about what the screen shows and how, whatever broker it shows. */
export const isAboutTheScreen = ({ use }: Flag): boolean => use === 'show';

/** Whether a flag is about a broker of the user's own and what it knows them by. */
export const isAboutTheBroker = ({ use, name }: Flag): boolean =>
  use === 'login' ||
  use === 'connection' ||
  ['host', 'ask-password', 'client-id', 'session-expiry'].includes(name);

type Row = (typeof rows)[number];

type RowFor<Command, One = Row> = One extends Row
  ? Command extends CommandIn<One['use']>
    ? One
    : never
  : never;

type TypeOf<One> = One extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : One extends { readonly type: 'boolean' }
    ? boolean
    : One extends { readonly type: 'strings' }
      ? readonly string[]
      : One extends { readonly type: 'qos' }
        ? QoS
        : One extends { readonly type: 'string' }
          ? string
          : number;

type AlwaysSet = { readonly type: 'boolean' | 'strings' } | { readonly default: unknown };

/** Where a value comes from; what is typed takes precedence over the environment. */
export type FlagSource = 'typed' | 'environment' | 'default';

type ValuesOf<Command> = Command extends CommandName
  ? {
      readonly [One in RowFor<Command> as One['name']]: One extends AlwaysSet
        ? TypeOf<One>
        : TypeOf<One> | undefined;
    } & { readonly sourceOf: (name: RowFor<Command>['name']) => FlagSource }
  : never;

/**
 * The values of a command's flags by name, with defaults for flags that are not set; for a group of
 * commands, those of the flags that they share.
 */
export type FlagValues<Use extends FlagUse = 'all'> = ValuesOf<CommandIn<Use>>;
