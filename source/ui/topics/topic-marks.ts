import type { Availability } from '../../model/devices/availability.ts';
import type { KeptMessage } from '../../model/kept-message.ts';
import { lately } from '../../model/recency.ts';
import { isStale } from '../../model/staleness.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { longestWill, willLike } from '../../model/will-like.ts';
import { palette } from '../draw/palette.ts';
import type { Span } from '../draw/row.ts';

/** A topic or branch has changed just now, within so many ms. */
const justNow = 2000;

/** What the marks go by beside the topic itself. */
export type MarkContext = {
  readonly tree: TopicTree;
  readonly bookmarks: ReadonlySet<string>;
  /** See `isStale`. */
  readonly staleAfter: number | undefined;
  readonly now: number;
};

const willMarks: Readonly<Record<Availability, Span>> = {
  online: { text: '● ', style: palette.good },
  asleep: { text: '◌ ', style: palette.attention },
  offline: { text: '○ ', style: palette.bad },
  unknown: { text: '  ' },
};

/** What stands before the name: whether a branch is open, or what a program says of itself. */
export const leadingMark = (
  node: TopicNode,
  { view }: TopicTree,
  last: KeptMessage | undefined,
): Span => {
  if (node.children !== undefined)
    return { text: view.isUnfolded(node) ? '▾ ' : '▸ ', style: palette.dim };
  const will =
    last === undefined || last.size > longestWill
      ? undefined
      : willLike(node.level, last.payload.toString());
  return willMarks[will ?? 'unknown'];
};

/** `* ` for a bookmark, `R ` for a retained message. */
export const standingMarks = (node: TopicNode, { bookmarks }: MarkContext): string =>
  `${bookmarks.has(node.topic) ? '* ' : ''}${node.isRetained ? 'R ' : ''}`;

/** Two cells at the end: whether it has changed just now, lately, or not for long. */
export const changeMark = (node: TopicNode, { tree, staleAfter, now }: MarkContext): Span => {
  if (tree.recency.isWithin(node.latest, justNow, now))
    return { text: ' •', style: palette.attention };
  if (tree.recency.isWithin(node.latest, lately, now)) return { text: ' ·', style: palette.dim };
  return { text: isStale(tree, node, now, staleAfter) ? ' z' : '  ', style: palette.dim };
};
