/** What rows of several commands have in common. */
export const request = { use: 'request', isTypedOnly: true } as const;

export const topicFilter = {
  name: 'topic',
  short: 't',
  type: 'strings',
  placeholder: 'FILTER',
} as const;

export const qos = { name: 'qos', short: 'q', type: 'qos', placeholder: 'QOS' } as const;

export const host = {
  name: 'host',
  short: 'h',
  type: 'strings',
  placeholder: 'HOST',
  description: 'broker to connect to, repeatable: its servers are tried in turn',
} as const;

export const decode = {
  name: 'decode',
  type: 'strings',
  placeholder: '[FILTER=]DECODER',
} as const;

export const proto = { name: 'proto', type: 'strings', placeholder: 'FILE' } as const;

export const clientId = {
  name: 'client-id',
  short: 'i',
  type: 'string',
  placeholder: 'ID',
  whenUnset: 'random',
} as const;
