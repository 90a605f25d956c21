import type { FramePart } from '../../session/frame-parts.ts';
import type { MqttSession } from '../../session/session.ts';
import type { LazyRows } from '../widgets/text-row.ts';

/** A long text that is read over the whole screen. */
export type ReadText = {
  readonly title: string;
  /** What of the session it tells. */
  readonly parts: readonly FramePart[];
  /** Its rows at a width. */
  readonly rows: (session: MqttSession, width: number) => LazyRows;
};
