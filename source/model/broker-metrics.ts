/** What a broker may report about itself. */
export type MetricName =
  | 'version'
  | 'about'
  | 'uptime'
  | 'connected'
  | 'disconnected'
  | 'clients'
  | 'most connected'
  | 'expired'
  | 'sessions'
  | 'messages received'
  | 'messages sent'
  | 'published to it'
  | 'published by it'
  | 'dropped'
  | 'bytes received'
  | 'bytes sent'
  | 'subscriptions'
  | 'shared subscriptions'
  | 'topics'
  | 'retained'
  | 'stored'
  | 'stored bytes'
  | 'memory'
  | 'most memory';

/**
 * How to read a payload: a text; a number that goes up and down; a total that only grows; a total's
 * growth per minute, as computed by the broker; the uptime in seconds or milliseconds.
 */
export type MetricUnit = 'text' | 'level' | 'total' | 'per minute' | 'seconds' | 'milliseconds';

type Recogniser = {
  /** The topic; `+` is the name of the node. */
  readonly topic: string;
  readonly metric: MetricName;
  readonly unit: MetricUnit;
};

const rows = (
  prefix: string,
  unit: MetricUnit,
  topics: Readonly<Record<string, MetricName>>,
): Recogniser[] =>
  Object.entries(topics).map(([topic, metric]) => ({ topic: `${prefix}${topic}`, metric, unit }));

/**
 * Mosquitto. HiveMQ's extension, Mochi and others have adopted its names; the list in the MQTT
 * community wiki, older than Mosquitto 1.4, adds some.
 */
const likeMosquitto: readonly Recogniser[] = [
  ...rows('$SYS/broker/', 'text', { version: 'version' }),
  ...rows('$SYS/broker/', 'seconds', { uptime: 'uptime' }),
  ...rows('$SYS/broker/', 'level', {
    'clients/connected': 'connected',
    'clients/disconnected': 'disconnected',
    'clients/total': 'clients',
    'clients/maximum': 'most connected',
    'clients/expired': 'expired',
    'subscriptions/count': 'subscriptions',
    subscriptions: 'subscriptions',
    'shared_subscriptions/count': 'shared subscriptions',
    'retained messages/count': 'retained',
    'messages/retained/count': 'retained',
    retained: 'retained',
    'store/messages/count': 'stored',
    'store/messages/bytes': 'stored bytes',
    'heap/current': 'memory',
    'heap/maximum': 'most memory',
    'system/memory': 'memory',
  }),
  ...rows('$SYS/broker/', 'total', {
    'messages/received': 'messages received',
    'messages/sent': 'messages sent',
    'publish/messages/received': 'published to it',
    'publish/messages/sent': 'published by it',
    'publish/messages/dropped': 'dropped',
    'messages/publish/received': 'published to it',
    'messages/publish/sent': 'published by it',
    'messages/publish/dropped': 'dropped',
    'messages/dropped': 'dropped',
    'bytes/received': 'bytes received',
    'bytes/sent': 'bytes sent',
    'load/bytes/received': 'bytes received',
    'load/bytes/sent': 'bytes sent',
  }),
  ...rows('$SYS/broker/load/', 'per minute', {
    'messages/received/1min': 'messages received',
    'messages/sent/1min': 'messages sent',
    'publish/received/1min': 'published to it',
    'publish/sent/1min': 'published by it',
    'publish/dropped/1min': 'dropped',
    'bytes/received/1min': 'bytes received',
    'bytes/sent/1min': 'bytes sent',
  }),
];

/** EMQX, and RobustMQ, which follows it. */
const likeEmqx: readonly Recogniser[] = [
  ...rows('$SYS/brokers/+/', 'text', { version: 'version', sysdescr: 'about' }),
  ...rows('$SYS/brokers/+/', 'milliseconds', { uptime: 'uptime' }),
  ...rows('$SYS/brokers/+/stats/', 'level', {
    'connections/count': 'clients',
    'live_connections/count': 'connected',
    'connections/max': 'most connected',
    'sessions/count': 'sessions',
    'subscriptions/count': 'subscriptions',
    'subscriptions/shared/count': 'shared subscriptions',
    'topics/count': 'topics',
    'retained/count': 'retained',
  }),
  ...rows('$SYS/brokers/+/metrics/', 'total', {
    'packets/received': 'messages received',
    'packets/sent': 'messages sent',
    'messages/received': 'published to it',
    'messages/sent': 'published by it',
    'messages/dropped': 'dropped',
    'bytes/received': 'bytes received',
    'bytes/sent': 'bytes sent',
  }),
];

/** VerneMQ, whose metrics have a level for each word of their name, and aedes with aedes-stats. */
const byNode: readonly Recogniser[] = [
  ...rows('$SYS/+/', 'seconds', { uptime: 'uptime' }),
  ...rows('$SYS/+/', 'milliseconds', { 'system/wallclock': 'uptime' }),
  ...rows('$SYS/+/', 'level', {
    'queue/processes': 'sessions',
    'router/subscriptions': 'subscriptions',
    'retain/messages': 'retained',
    'vm/memory/total': 'memory',
    'clients/total': 'connected',
    'clients/maximum': 'most connected',
    'memory/heap/current': 'memory',
    'memory/heap/maximum': 'most memory',
  }),
  ...rows('$SYS/+/', 'total', {
    'mqtt/publish/received': 'published to it',
    'mqtt/publish/sent': 'published by it',
    'queue/message/drop': 'dropped',
    'bytes/received': 'bytes received',
    'bytes/sent': 'bytes sent',
    'messages/publish/sent': 'published by it',
  }),
];

const recognisers: ReadonlyMap<string, Recogniser> = new Map(
  [...byNode, ...likeEmqx, ...likeMosquitto].map((row) => [row.topic, row]),
);

/** What a topic below `$SYS` reports, and for which node of a cluster (`''` for a single broker). */
export const recognise = (
  topic: string,
): { readonly node: string; readonly recogniser: Recogniser } | undefined => {
  const only = recognisers.get(topic);
  if (only !== undefined) return { node: '', recogniser: only };
  const [, node = '', rest = ''] =
    /^\$SYS\/brokers\/([^/]+)(\/.*)$/s.exec(topic) ?? /^\$SYS\/([^/]+)(\/.*)$/s.exec(topic) ?? [];
  const prefix = topic.startsWith('$SYS/brokers/') ? '$SYS/brokers/+' : '$SYS/+';
  const recogniser = node === '' ? undefined : recognisers.get(prefix + rest);
  return recogniser === undefined ? undefined : { node, recogniser };
};
