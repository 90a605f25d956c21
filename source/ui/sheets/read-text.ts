import type { FramePart } from '../../session/frame-parts.ts';
import type { MqttSession } from '../../session/session.ts';
import type { LazyRows } from '../widgets/text-row.ts';

/** A long text to read over the whole screen. */
export type ReadText = {
  readonly title: string;
  /** The parts of the session it shows. */
  readonly parts: readonly FramePart[];
  /** Its rows at a width; of a text that is searched, those with what is typed. */
  readonly rows: (session: MqttSession, width: number, typed?: string) => LazyRows;
};
