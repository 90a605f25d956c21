import type { Availability } from '../../model/devices/availability.ts';
import type { Devices } from '../../model/devices/devices.ts';
import { staleFor } from '../../model/staleness.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TreeOrder } from '../../model/tree-order.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { PayloadLine } from '../details/payload-line.ts';
import { plural, rate, shortCount } from '../../format/count.ts';
import { coarseDuration } from '../../format/duration.ts';
import { size } from '../../format/size.ts';
import { type ChangeMark, changeMarkOf, dotOf, flagMarks, foldMarkOf } from './topic-marks.ts';
import { treeSparkline } from './tree-sparkline.ts';

/**
 * What a row shows of a topic or branch. Only texts and numbers, so that a row is drawn again only when one
 * of them has changed.
 */
export type ShownTopic = {
  /** How many rows it is indented under. */
  readonly depth: number;
  readonly fold: 'open' | 'closed' | undefined;
  /** Whether the device or program is online, if that is reported. */
  readonly dot: Availability | undefined;
  /** The levels that share its row, each with its slash. */
  readonly path: string;
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
  /** The figure that the topics are sorted by, which comes before the value; `undefined` if it is none. */
  readonly sortedBy: 'figure' | 'rate' | undefined;
  /** A sparkline of its numbers. */
  readonly sparkline: string;
  /** How long it has been stale; empty if it is not. */
  readonly stale: string;
  readonly change: ChangeMark;
};

/** What a row depends on besides the topic itself. */
type ShownIn = {
  readonly now: number;
  /** Cells of the row. */
  readonly width: number;
  readonly payloadLine: PayloadLine;
};

const longestLevel = 200;

const pathOf = ({ view: { joined } }: TopicTree, node: TopicNode): string =>
  [...joined.sharing(node)]
    .map(({ level }) => `${printable(level, longestLevel)}/`)
    .toReversed()
    .join('');

const sortedBy = (order: TreeOrder): ShownTopic['sortedBy'] => {
  if (order === 'rate') return 'rate';
  return order === 'count' || order === 'size' ? 'figure' : undefined;
};

/** How many rows it is below: a room's topics are below the room's row. */
const depthOf = ({ rooms, view }: TopicTree, node: TopicNode): number => {
  const above = view.joined.above(node);
  const isBelowRoom = view.foldsRooms && rooms.roomOf(node) !== undefined;
  if (!isBelowRoom) return above.length;
  return node.inRoom === 'name' ? 1 : 1 + above.findIndex(({ inRoom }) => inRoom === 'name');
};

/** A payload on one line, with the unit that is announced for it if it is a number without one. */
const valueText = ({ topic }: StoredMessage, { units }: Devices, line: string): string => {
  const unit = units.of(topic, []);
  return unit === undefined ? line : withUnit(line, printable(unit));
};

/** The newest payload; in a fold, after how many topics there are. */
const shownValue = ({ isFold, topicsBelow }: TopicNode, newest: string | undefined) =>
  isFold ? [plural(topicsBelow, 'topic', 'topics'), newest].filter(Boolean).join(' · ') : newest;

/** What a topic's row shows now. */
export const shownTopic = (
  node: TopicNode,
  { tree, bookmarks, devices, staleAfter }: MonitorSession,
  { now, width, payloadLine }: ShownIn,
): ShownTopic => {
  const { order } = tree.view;
  const last = tree.last(node.newestBelow ?? node);
  const silence = staleFor(tree, node, now, staleAfter);
  return {
    depth: depthOf(tree, node),
    fold: foldMarkOf(node, tree),
    dot: dotOf(node, tree),
    path: pathOf(tree, node),
    name: printable(node.level, longestLevel),
    hasMessages: node.messages > 0,
    value: shownValue(
      node,
      last === undefined ? undefined : valueText(last, devices, payloadLine(last, width)),
    ),
    flags: flagMarks(node, bookmarks),
    figure: order === 'size' ? size(node.bytesBelow) : shortCount(node.messagesBelow),
    perSecond: rate(node.rate.perSecond(now)),
    sortedBy: sortedBy(order),
    sparkline: treeSparkline(tree, node, width),
    stale: silence === undefined ? '' : `stale ${coarseDuration(silence)}`,
    change: changeMarkOf(node, tree, now),
  };
};
