/** What a filter of the tree may consist of, for the help and docs/. */
export const filterHelp: readonly (readonly [string, string])[] = [
  ['temp', 'topics with this in their name, whatever the case; several words: all of them'],
  ['site/+/temp', 'an MQTT topic filter; mqtt: before one without wildcards'],
  ['re:^site/\\d+$', 'a regular expression, whatever the case; also between slashes'],
  ['payload:overheat', 'the newest payload has this in it; payload:"two words"'],
  ['json:.temp>30', 'a value in the newest payload: > >= < <= = != or, alone, that it is there'],
  ['retained:', 'retained by the broker'],
  ['changed:30s', 'a message came within this time: ms, s, m, h, d'],
  ['stale:1h', 'none came for this time; stale: alone, for longer than is usual for the topic'],
  ['-word !word', 'not that, before any of these'],
];
