import type { Availability } from './devices/availability.ts';

/** Names of the last topic level under which programs publish whether they are online, the surest first. */
const levels = [
  'availability',
  'lwt',
  'will',
  'status',
  'state',
  '$state',
  'online',
  'connected',
  'connection',
  'presence',
];

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

/** The longest payload that is examined, bytes. */
export const longestOnlineState = 200;

/** `{"state":"online"}` of Zigbee2MQTT, `{"online":true}` of Sparkplug. */
const member = /"(?:state|status|online)"\s*:\s*"?(\w+)/;

/** How surely a topic level is for such a state, 0 most; -1 if its name is not one for it. */
export const onlineRank = (level: string): number => levels.indexOf(level.toLowerCase());

/**
 * The state that a topic reports for the program behind it, if it looks like a birth or will message: by
 * the name of its last level and the word in its payload. Otherwise `undefined`.
 */
export const onlineState = (level: string, text: string): Availability | undefined => {
  if (onlineRank(level) === -1) return undefined;
  const said = text.trim().toLowerCase();
  if (!said.startsWith('{')) return words.get(said);
  const value = member.exec(said)?.[1] ?? '';
  if (value === 'true') return 'online';
  return value === 'false' ? 'offline' : words.get(value);
};
