/** What a filter of the tree may consist of, for the help and docs/. */
export const filterHelp: readonly (readonly [string, string])[] = [
  ['temp', 'topics with this in their name, ignoring case; several words: all of them'],
  ['site/+/temp', 'an MQTT topic filter; mqtt: before one without wildcards'],
  ['re:^site/\\d+$', 'a regular expression, ignoring case; also between slashes'],
  ['payload:overheat', 'the newest payload contains this; payload:"two words"'],
  ['json:.temp>30', 'a value in the newest payload: > >= < <= = != or, alone, any value'],
  ['retained:', 'retained by the broker'],
  ['changed:30s', 'a message arrived within this time: ms, s, m, h, d'],
  ['stale:1h', 'no message for this long; stale: alone, for longer than usual for the topic'],
  ['-word !word', 'not this; goes before any of these'],
];
