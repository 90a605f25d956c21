import type { Availability } from '../../model/devices/availability.ts';
import { hasOnlyOnlineState, onlineStateBelow, ownOnlineState } from '../../model/online-child.ts';
import { lately } from '../../model/recency.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Bookmarks } from '../../session/monitor/bookmarks.ts';
import type { Span } from '../widgets/span.ts';

/** How long, in ms, a topic or branch counts as just changed. */
const justNow = 2000;

/** The marks before a name: whether a branch is unfolded, and whether a device or program is online. */
export type LeadingMark = 'open' | 'closed' | Availability;

/** Two cells each. */
export const leadingMarks: Readonly<Record<LeadingMark, Span>> = {
  open: { text: '▾ ', look: 'dim' },
  closed: { text: '▸ ', look: 'dim' },
  online: { text: '● ', look: 'good' },
  asleep: { text: '◌ ', look: 'attention' },
  offline: { text: '○ ', look: 'bad' },
  unknown: { text: '  ' },
};

/** Whether a branch is unfolded; `undefined` for a topic, and for a folded one whose dot says all that is below. */
export const foldMarkOf = (node: TopicNode, tree: TopicTree): 'open' | 'closed' | undefined => {
  if (node.children === undefined) return undefined;
  if (tree.view.isUnfolded(node)) return 'open';
  return hasOnlyOnlineState(tree, node) ? undefined : 'closed';
};

/** What a topic, or a child of it, reports as the state of the device or program. */
export const dotOf = (node: TopicNode, tree: TopicTree): Availability | undefined =>
  node.children === undefined ? ownOnlineState(tree, node) : onlineStateBelow(tree, node);

/** `* ` for a bookmark, `R ` for a retained message. */
export const flagMarks = (node: TopicNode, bookmarks: Bookmarks): string =>
  `${bookmarks.topics.has(node.topic) ? '* ' : ''}${node.isRetained ? 'R ' : ''}`;

/** The mark at the end: changed just now, or lately. */
export type ChangeMark = 'just now' | 'lately' | 'none';

/** Two cells each. */
export const changeMarks: Readonly<Record<ChangeMark, Span>> = {
  'just now': { text: ' •', look: 'attention' },
  lately: { text: ' ·', look: 'dim' },
  none: { text: '  ' },
};

/** The mark at the end. */
export const changeMarkOf = (node: TopicNode, { recency }: TopicTree, now: number): ChangeMark => {
  if (recency.isWithin(node.latest, justNow, now)) return 'just now';
  return recency.isWithin(node.latest, lately, now) ? 'lately' : 'none';
};
