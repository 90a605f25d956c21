import type { Flag } from '../flag.ts';
import { request, qos } from './shared.ts';

const pub = { use: 'pub', isTypedOnly: true } as const;
const publish = { use: 'publish', isTypedOnly: true } as const;
const responseTopic = { name: 'response-topic', type: 'string', placeholder: 'TOPIC' } as const;

/** The flags of `pub` and `request`: what is published. */
export const publishingRows = [
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
] as const satisfies readonly Flag[];
