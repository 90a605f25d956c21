import { sparkline } from '../../model/sparkline.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import { numberInPayload } from '../../payload/number-at.ts';

/** Numbers in one sparkline, one cell each. */
export const sparklineLength = 8;

/** How many of the newest to draw when space is short. */
export const shortSparkline = 5;

/** Narrower trees need their cells for names and values. */
const narrowest = 34;

/** The fewest numbers worth drawing. */
const fewest = 3;

type Drawn = { readonly newest: number; readonly text: string };

/** By node, so that a topic without a new message costs nothing. */
const drawn = new WeakMap<TopicNode, Drawn>();

const draw = ({ store }: TopicTree, node: TopicNode): string => {
  const numbers: number[] = [];
  let address = node.newest;
  for (let read = 1; read <= Math.min(node.kept, sparklineLength); read += 1) {
    const number = numberInPayload(store.read(address, node.topic).payload);
    // A topic whose newest payload is not a number has no sparkline.
    if (number === undefined) break;
    numbers.unshift(number.double);
    if (read < node.kept) address = store.previousOf(address);
  }
  return numbers.length < fewest ? '' : sparkline(numbers);
};

/** The sparkline of a topic's newest numbers; empty for other topics, and in a narrow tree. */
export const treeSparkline = (tree: TopicTree, node: TopicNode, width: number): string => {
  if (width < narrowest || node.kept < fewest) return '';
  const known = drawn.get(node);
  const newest = tree.store.sequenceAt(node.newest);
  if (known?.newest === newest) return known.text;
  const text = draw(tree, node);
  drawn.set(node, { newest, text });
  return text;
};
