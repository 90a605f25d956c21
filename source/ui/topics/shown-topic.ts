import type { TopicNode } from '../../model/topic-node.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { PayloadLine } from '../details/payload-line.ts';
import { rate, shortCount } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import {
  type ChangeMark,
  changeMarkOf,
  type LeadingMark,
  leadingMarkOf,
  flagMarks,
} from './topic-marks.ts';
import { treeSparkline } from './tree-sparkline.ts';

/**
 * What a row shows of a topic or branch. Only texts and numbers, so that a row is drawn again only when one
 * of them has changed.
 */
export type ShownTopic = {
  readonly depth: number;
  readonly mark: LeadingMark;
  readonly name: string;
  /** Whether a message arrived on exactly this topic. */
  readonly hasMessages: boolean;
  /** The newest payload, if any. */
  readonly value: string | undefined;
  /** Bookmarked, retained. */
  readonly flags: string;
  /** The number of messages, or of bytes if the topics are sorted by those. */
  readonly figure: string;
  /** Messages per second; empty if there are next to none. */
  readonly perSecond: string;
  /** Whether the figures come before the value, because the topics are sorted by them. */
  readonly sortsByRate: boolean;
  /** A sparkline of its numbers. */
  readonly sparkline: string;
  readonly change: ChangeMark;
};

/** What a row depends on besides the topic itself. */
type ShownIn = {
  readonly now: number;
  /** Cells of the row. */
  readonly width: number;
  readonly payloadLine: PayloadLine;
};

/** What a topic's row shows now. */
export const shownTopic = (
  node: TopicNode,
  monitor: MonitorSession,
  { now, width, payloadLine }: ShownIn,
): ShownTopic => {
  const { tree } = monitor;
  const { order } = tree.view;
  const last = tree.last(node);
  return {
    depth: node.depth,
    mark: leadingMarkOf(node, tree, last),
    name: printable(node.level, 200),
    hasMessages: node.messages > 0,
    value: last === undefined ? undefined : payloadLine(last, width),
    flags: flagMarks(node, monitor),
    figure: order === 'size' ? size(node.bytesBelow) : shortCount(node.messagesBelow),
    perSecond: rate(node.rate.perSecond(now)),
    sortsByRate: order === 'rate',
    sparkline: treeSparkline(tree, node, width),
    change: changeMarkOf(node, monitor, now),
  };
};
