import { roomLevels } from '../chat/client-topics.ts';
import type { FramePart } from './frame-parts.ts';
import type { ClockReading } from './clock-reading.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';

/** Brings the models up to date for a frame, so that drawing it changes none of them. */
export const prepareFrame = (
  {
    chat,
    monitor,
  }: {
    readonly chat?: { readonly rooms: ReadonlyMap<string, unknown> } | undefined;
    readonly monitor: MonitorSession | undefined;
  },
  parts: ReadonlySet<FramePart>,
  { wall: now }: ClockReading,
): void => {
  if (monitor === undefined) return;
  const { tree } = monitor;
  // Even while the tree is not on the screen: once it is, it must know what is new.
  tree.recency.note(now, tree.recorded);
  tree.rooms.follow(chat?.rooms.keys() ?? [], roomLevels);
  if (parts.has('topics')) tree.view.prepare(now);
};
