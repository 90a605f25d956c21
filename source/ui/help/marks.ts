/** What the marks on the screen mean. */
export const marks: readonly (readonly [string, string])[] = [
  ['⧖', 'waiting for the connection'],
  ['↑', 'on its way to the broker'],
  ['✓', 'acknowledged by the broker'],
  ['✗', 'not sent; the reason is shown below'],
  ['?', 'not a chat message: shown raw'],
  ['R', 'retained by the broker'],
  ['*', 'a bookmarked topic'],
  ['• ·', 'after a topic: a message arrived within 2 seconds, 10 seconds'],
  ['stale', 'a regular topic is silent for over five intervals and a minute, or for --stale'],
  ['● ◌ ○', 'before a topic that reports availability: online, asleep, offline'],
  ['●', 'after a time in the log: the message marked for comparison'],
  ['+ - ~', 'in a comparison: added, removed, changed (→ into)'],
  ['● ◌ ○ ?', 'before a device: online, asleep, offline, unknown'],
  ['▸ ▾', 'a branch that is closed, open'],
  ['● rec 1,204', 'messages recorded so far; /record stop ends the recording'],
  ['⟳ 2', 'messages being published repeatedly; /stop stops them'],
];
