import type { Availability } from '../../model/devices/availability.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { lately } from '../../model/recency.ts';
import { isStale } from '../../model/staleness.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { longestOnlineState, onlineState } from '../../model/online-state.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { Span } from '../widgets/span.ts';

/** How long, in ms, a topic or branch counts as just changed. */
const justNow = 2000;

/** The mark before a name: whether a branch is unfolded, or whether a device is available. */
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

/** The mark before the name. */
export const leadingMarkOf = (
  node: TopicNode,
  { view }: TopicTree,
  last: StoredMessage | undefined,
): LeadingMark => {
  if (node.children !== undefined) return view.isUnfolded(node) ? 'open' : 'closed';
  if (last === undefined || last.size > longestOnlineState) return 'unknown';
  return onlineState(node.level, last.payload.toString()) ?? 'unknown';
};

/** `* ` for a bookmark, `R ` for a retained message. */
export const flagMarks = (node: TopicNode, { bookmarks }: MonitorSession): string =>
  `${bookmarks.topics.has(node.topic) ? '* ' : ''}${node.isRetained ? 'R ' : ''}`;

/** The mark at the end: changed just now, lately, or not for a long time. */
export type ChangeMark = 'just now' | 'lately' | 'stale' | 'none';

/** Two cells each. */
export const changeMarks: Readonly<Record<ChangeMark, Span>> = {
  'just now': { text: ' •', look: 'attention' },
  lately: { text: ' ·', look: 'dim' },
  stale: { text: ' z', look: 'dim' },
  none: { text: '  ' },
};

/** The mark at the end. */
export const changeMarkOf = (
  node: TopicNode,
  { tree, staleAfter }: MonitorSession,
  now: number,
): ChangeMark => {
  if (tree.recency.isWithin(node.latest, justNow, now)) return 'just now';
  if (tree.recency.isWithin(node.latest, lately, now)) return 'lately';
  return isStale(tree, node, now, staleAfter) ? 'stale' : 'none';
};
