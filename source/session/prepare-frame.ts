import type { FramePart } from './frame-parts.ts';
import type { ClockReading } from './clock-reading.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';

/** Brings the models up to date with the moment that a frame shows, so that drawing it changes none. */
export const prepareFrame = (
  { monitor }: { readonly monitor: MonitorSession | undefined },
  parts: ReadonlySet<FramePart>,
  { wall: now }: ClockReading,
): void => {
  if (monitor === undefined) return;
  const { tree } = monitor;
  // In every frame, also where the tree is not on the screen: then it knows what is new when it is.
  tree.recency.note(now, tree.recorded);
  if (parts.has('topics')) tree.view.prepare(now);
};
