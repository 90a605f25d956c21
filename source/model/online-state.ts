import type { Availability } from './devices/availability.ts';

/** What the last level is called where programs say whether they are there. */
const levels = new Set([
  'lwt',
  'will',
  'availability',
  'status',
  'state',
  '$state',
  'online',
  'connected',
  'connection',
  'presence',
]);

const words: ReadonlyMap<string, Availability> = new Map<string, Availability>([
  ['online', 'online'],
  ['ready', 'online'],
  ['alive', 'online'],
  ['available', 'online'],
  ['connected', 'online'],
  ['sleeping', 'asleep'],
  ['asleep', 'asleep'],
  ['offline', 'offline'],
  ['lost', 'offline'],
  ['dead', 'offline'],
  ['disconnected', 'offline'],
  ['unavailable', 'offline'],
]);

/** Longer payloads, in bytes, are no such word. */
export const longestOnlineState = 200;

/** `{"state":"online"}` of Zigbee2MQTT, `{"online":true}` of Sparkplug. */
const member = /"(?:state|status|online)"\s*:\s*"?(\w+)/;

/**
 * What a topic says of the program behind it, where it looks like a will message or what goes
 * before one: by the name of its last level and the word in its payload. `undefined` for all others.
 */
export const onlineState = (level: string, text: string): Availability | undefined => {
  if (!levels.has(level.toLowerCase())) return undefined;
  const said = text.trim().toLowerCase();
  if (!said.startsWith('{')) return words.get(said);
  const value = member.exec(said)?.[1] ?? '';
  if (value === 'true') return 'online';
  return value === 'false' ? 'offline' : words.get(value);
};
