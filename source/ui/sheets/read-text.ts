import type { FramePart } from '../../session/frame-parts.ts';
import type { ActionContext } from '../action-context.ts';
import type { LazyRows } from '../widgets/text-row.ts';

/** What a sheet has that is only read: a long text. */
export type ReadText = {
  readonly title: string;
  /** What of the session it tells. */
  readonly parts: readonly FramePart[];
  /** Its rows at a width. */
  readonly rows: (source: Pick<ActionContext, 'session' | 'tables'>, width: number) => LazyRows;
};
