/**
 * The parts of the screen that a change can affect. `connection`: the status line and the notices;
 * `rooms`: the list of rooms, their members, unread counts; `conversation`: the lines of the open room;
 * `topics`: the tree, all counts and rates; `messages`: the open topic's log, details and chart;
 * `work`: subscriptions, publishing, cleanup, recording, the broker, devices, watches.
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

/** Announces that parts of the screen have changed. Cheap enough to be called for every message. */
export type Announcer = {
  /** Incoming changes, from devices and other clients: drawn at a pace that a person can read. */
  readonly changed: (part: FramePart, ...more: readonly FramePart[]) => void;
  /** What the user did or must know: drawn at once. */
  readonly changedNow: (part: FramePart, ...more: readonly FramePart[]) => void;
};
