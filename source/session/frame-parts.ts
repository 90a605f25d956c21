/**
 * What of the screen a change is about. `connection`: the status line and the notices; `rooms`: the
 * list of rooms, who is in them, what is unread; `conversation`: the lines of the room that is shown;
 * `topics`: the tree, all counts and rates; `messages`: the log of the topic that is shown, its details,
 * its chart; `work`: subscriptions, publishing, clean-up, recording, the broker, devices, watches.
 */
export const frameParts = [
  'connection',
  'rooms',
  'conversation',
  'topics',
  'messages',
  'work',
] as const;
export type FramePart = (typeof frameParts)[number];

/** Where it is announced that parts of the screen have changed. Costs next to nothing; to be called per message. */
export type Announcer = {
  /** What comes by itself: from devices, from others. It is drawn at a pace that a person can read. */
  readonly changed: (part: FramePart, ...more: readonly FramePart[]) => void;
  /** What the person did or is to know: it is drawn at once. */
  readonly changedNow: (part: FramePart, ...more: readonly FramePart[]) => void;
};
