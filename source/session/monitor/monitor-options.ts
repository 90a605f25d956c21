import type { TreeLimits } from '../../model/tree-limits.ts';
import type { QoS } from '../../mqtt/message.ts';
import type { BookmarkPlace } from './bookmarks.ts';

/** What is watched, and how much of it is kept. */
export type MonitorOptions = {
  readonly filters: readonly string[];
  readonly qos: QoS;
  readonly limits: TreeLimits;
  /** Exclude filters of the tree; they must be valid. */
  readonly excludes?: readonly string[];
  /** The silence that counts as stale, ms; if absent, judged by the topic's usual interval. */
  readonly staleAfter?: number;
  /** Where bookmarks are stored; if absent, they last until the program ends. */
  readonly bookmarks?: BookmarkPlace;
};
