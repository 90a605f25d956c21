import { notifyModes } from '../../model/attention.ts';
import { defaultPorts } from '../../mqtt/server-address.ts';
import type { Flag } from '../flag.ts';
import { topicFilter, qos, host } from './shared.ts';

/** The flags of the screen about its broker and login, the chat, and what is watched. */
export const chatAndWatchingRows = [
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
] as const satisfies readonly Flag[];
